/** The pages' own words in one language, as plain text. `{date}` and `{source}` stand for what is put in. */
export interface Words {
  readonly skip: string;
  readonly subscribe: string;
  readonly how: string;
  readonly years: string;
  readonly empty: string;
  readonly updated: string;
  readonly origin: string;
  readonly older: string;
  readonly newer: string;
  readonly feed: string;
}

type Row = readonly [
  skip: string,
  subscribe: string,
  older: string,
  newer: string,
  how: string,
  years: string,
  empty: string,
  updated: string,
  origin: string,
  feed: string,
];

// Where a language would bend a name or a date after a preposition, a colon stands instead.
// oxfmt-ignore
const rows = {
  en: [
    'Skip to content', 'Subscribe', 'Previous', 'Next',
    'Copy an address into your feed reader, and every new article comes to you.',
    'All articles by year', 'Nothing has been published yet.',
    'Updated {date}', 'Originally published by {source}',
    'This is a feed, made for programs called feed readers.',
  ],
  de: [
    'Zum Inhalt springen', 'Abonnieren', 'Vorheriger Artikel', 'Nächster Artikel',
    'Eine Adresse in den Feedreader kopieren, und jeder neue Artikel kommt von selbst.',
    'Alle Artikel nach Jahr', 'Noch ist nichts veröffentlicht.',
    'Aktualisiert am {date}', 'Zuerst veröffentlicht von {source}',
    'Das ist ein Feed, gemacht für Programme, die Feedreader heißen.',
  ],
  fr: [
    'Aller au contenu', 'S’abonner', 'Précédent', 'Suivant',
    'Copiez une adresse dans votre lecteur de flux : chaque nouvel article vous parviendra.',
    'Tous les articles par année', 'Rien n’a encore été publié.',
    'Mis à jour le {date}', 'Publié à l’origine par {source}',
    'Ceci est un flux, fait pour des programmes appelés lecteurs de flux.',
  ],
  es: [
    'Saltar al contenido', 'Suscribirse', 'Anterior', 'Siguiente',
    'Copie una dirección en su lector de feeds y recibirá cada artículo nuevo.',
    'Todos los artículos por año', 'Todavía no hay nada publicado.',
    'Actualizado el {date}', 'Publicado originalmente por {source}',
    'Esto es un feed, hecho para programas llamados lectores de feeds.',
  ],
  it: [
    'Vai al contenuto', 'Iscriviti', 'Precedente', 'Successivo',
    'Copia un indirizzo nel tuo lettore di feed e riceverai ogni nuovo articolo.',
    'Tutti gli articoli per anno', 'Non è ancora stato pubblicato nulla.',
    'Aggiornato: {date}', 'Pubblicato originariamente da {source}',
    'Questo è un feed, fatto per programmi chiamati lettori di feed.',
  ],
  pt: [
    'Ir para o conteúdo', 'Assinar', 'Anterior', 'Seguinte',
    'Copie um endereço para o seu leitor de feeds e receba cada novo artigo.',
    'Todos os artigos por ano', 'Ainda não há nada publicado.',
    'Atualizado em {date}', 'Publicado originalmente por {source}',
    'Isto é um feed, feito para programas chamados leitores de feeds.',
  ],
  nl: [
    'Naar de inhoud', 'Abonneren', 'Vorige', 'Volgende',
    'Kopieer een adres naar je feedlezer en elk nieuw artikel komt vanzelf.',
    'Alle artikelen per jaar', 'Er is nog niets gepubliceerd.',
    'Bijgewerkt op {date}', 'Oorspronkelijk gepubliceerd door {source}',
    'Dit is een feed, gemaakt voor programma’s die feedlezers heten.',
  ],
  sv: [
    'Hoppa till innehållet', 'Prenumerera', 'Föregående', 'Nästa',
    'Kopiera en adress till din flödesläsare, så kommer varje ny artikel till dig.',
    'Alla artiklar efter år', 'Ännu är inget publicerat.',
    'Uppdaterad {date}', 'Ursprungligen publicerad av {source}',
    'Det här är ett flöde, gjort för program som kallas flödesläsare.',
  ],
  da: [
    'Gå til indholdet', 'Abonner', 'Forrige', 'Næste',
    'Kopiér en adresse til din feedlæser, så kommer hver ny artikel til dig.',
    'Alle artikler efter år', 'Der er ikke udgivet noget endnu.',
    'Opdateret {date}', 'Oprindeligt udgivet af {source}',
    'Dette er et feed, lavet til programmer, der kaldes feedlæsere.',
  ],
  nb: [
    'Gå til innholdet', 'Abonner', 'Forrige', 'Neste',
    'Kopier en adresse til feedleseren din, så kommer hver nye artikkel til deg.',
    'Alle artikler etter år', 'Ingenting er publisert ennå.',
    'Oppdatert {date}', 'Opprinnelig publisert av {source}',
    'Dette er en feed, laget for programmer som kalles feedlesere.',
  ],
  fi: [
    'Siirry sisältöön', 'Tilaa', 'Edellinen', 'Seuraava',
    'Kopioi osoite syötteenlukijaasi, niin saat jokaisen uuden artikkelin.',
    'Kaikki artikkelit vuosittain', 'Mitään ei ole vielä julkaistu.',
    'Päivitetty {date}', 'Alun perin julkaissut {source}',
    'Tämä on syöte, tehty ohjelmille, joita kutsutaan syötteenlukijoiksi.',
  ],
  pl: [
    'Przejdź do treści', 'Subskrybuj', 'Poprzedni', 'Następny',
    'Skopiuj adres do czytnika kanałów, a każdy nowy artykuł sam do Ciebie trafi.',
    'Wszystkie artykuły według lat', 'Nic jeszcze nie opublikowano.',
    'Zaktualizowano {date}', 'Pierwotna publikacja: {source}',
    'To jest kanał przeznaczony dla programów zwanych czytnikami kanałów.',
  ],
  cs: [
    'Přejít k obsahu', 'Odebírat', 'Předchozí', 'Další',
    'Zkopírujte adresu do své čtečky kanálů a každý nový článek k vám přijde sám.',
    'Všechny články podle let', 'Zatím nic nevyšlo.',
    'Aktualizováno {date}', 'Původně vyšlo: {source}',
    'Toto je kanál určený pro programy zvané čtečky kanálů.',
  ],
  uk: [
    'Перейти до змісту', 'Підписатися', 'Попередня', 'Наступна',
    'Скопіюйте адресу до свого читача стрічок — і кожна нова стаття надходитиме до вас.',
    'Усі статті за роками', 'Ще нічого не опубліковано.',
    'Оновлено {date}', 'Перша публікація: {source}',
    'Це стрічка, створена для програм, які називають читачами стрічок.',
  ],
  ru: [
    'Перейти к содержанию', 'Подписаться', 'Предыдущая', 'Следующая',
    'Скопируйте адрес в программу для чтения лент — и каждая новая статья придёт к вам.',
    'Все статьи по годам', 'Пока ничего не опубликовано.',
    'Обновлено {date}', 'Первая публикация: {source}',
    'Это лента: её читают в особых программах — программах для чтения лент.',
  ],
  tr: [
    'İçeriğe geç', 'Abone ol', 'Önceki', 'Sonraki',
    'Bir adresi akış okuyucunuza kopyalayın, her yeni yazı size gelsin.',
    'Yıllara göre tüm yazılar', 'Henüz bir şey yayımlanmadı.',
    'Güncelleme: {date}', 'İlk yayımlayan: {source}',
    'Bu bir akıştır; akış okuyucu denen programlar için hazırlanmıştır.',
  ],
  id: [
    'Langsung ke isi', 'Berlangganan', 'Sebelumnya', 'Berikutnya',
    'Salin sebuah alamat ke pembaca feed Anda, dan setiap artikel baru akan sampai kepada Anda.',
    'Semua artikel menurut tahun', 'Belum ada yang diterbitkan.',
    'Diperbarui {date}', 'Pertama kali diterbitkan oleh {source}',
    'Ini adalah feed, dibuat untuk program yang disebut pembaca feed.',
  ],
  ja: [
    '本文へ移動', '購読する', '前の記事', '次の記事',
    'アドレスをフィードリーダーに貼り付けると、新しい記事が届きます。',
    '年別の全記事', 'まだ記事はありません。',
    '{date}更新', '初出：{source}',
    'これはフィードです。フィードリーダーというアプリで読むためのものです。',
  ],
  ko: [
    '본문으로 건너뛰기', '구독하기', '이전 글', '다음 글',
    '주소를 피드 리더에 붙여 넣으면 새 글을 빠짐없이 받아 볼 수 있습니다.',
    '연도별 모든 글', '아직 발행된 글이 없습니다.',
    '{date} 업데이트', '최초 발행: {source}',
    '이것은 피드입니다. 피드 리더라는 프로그램으로 읽습니다.',
  ],
  'zh-Hans': [
    '跳到正文', '订阅', '上一篇', '下一篇',
    '将地址复制到订阅阅读器，即可收到每一篇新文章。',
    '按年份查看所有文章', '尚未发布任何文章。',
    '更新于{date}', '原载于{source}',
    '这是一个订阅源，供订阅阅读器使用。',
  ],
  'zh-Hant': [
    '跳至正文', '訂閱', '上一篇', '下一篇',
    '將網址複製到訂閱閱讀器，即可收到每一篇新文章。',
    '依年份瀏覽所有文章', '尚未發布任何文章。',
    '更新於{date}', '原載於{source}',
    '這是一個訂閱來源，供訂閱閱讀器使用。',
  ],
  ar: [
    'انتقل إلى المحتوى', 'اشترك', 'السابق', 'التالي',
    'انسخ أحد العناوين إلى قارئ الخلاصات لديك ليصلك كل مقال جديد.',
    'جميع المقالات حسب السنة', 'لم يُنشر شيء بعد.',
    'آخر تحديث: {date}', 'نُشر أصلًا في {source}',
    'هذه خلاصة أُعدّت لبرامج تُسمى قارئات الخلاصات.',
  ],
  he: [
    'דילוג לתוכן', 'הרשמה', 'הקודם', 'הבא',
    'העתיקו כתובת לקורא ההזנות שלכם, וכל כתבה חדשה תגיע אליכם.',
    'כל הכתבות לפי שנה', 'עדיין לא פורסם דבר.',
    'עודכן: {date}', 'פורסם במקור: {source}',
    'זו הזנה, המיועדת לתוכנות שנקראות קוראי הזנות.',
  ],
  fa: [
    'رفتن به محتوا', 'اشتراک', 'قبلی', 'بعدی',
    'نشانی را در فیدخوان خود کپی کنید تا هر مطلب تازه به دستتان برسد.',
    'همهٔ مطالب بر پایهٔ سال', 'هنوز چیزی منتشر نشده است.',
    'به‌روزرسانی: {date}', 'نخستین انتشار: {source}',
    'این یک فید است، برای برنامه‌هایی که فیدخوان نام دارند.',
  ],
  hi: [
    'सामग्री पर जाएँ', 'सदस्यता लें', 'पिछला', 'अगला',
    'कोई पता अपने फ़ीड रीडर में कॉपी करें, और हर नया लेख आप तक पहुँचेगा।',
    'वर्ष के अनुसार सभी लेख', 'अभी तक कुछ प्रकाशित नहीं हुआ है।',
    'अद्यतन: {date}', 'मूल प्रकाशन: {source}',
    'यह एक फ़ीड है, जो फ़ीड रीडर कहलाने वाले प्रोग्रामों के लिए बनी है।',
  ],
} as const satisfies Record<string, Row>;

const table: ReadonlyMap<string, Row> = new Map(Object.entries(rows));

/**
 * The words for a page in `language` (BCP 47), and the language they are in: the page's own where the table
 * has it in the same script, else English.
 */
export function wordsFor(language: string): { readonly language: string; readonly words: Words } {
  const { language: base, script } = new Intl.Locale(language).maximize();
  // Nynorsk readers read Bokmål; `no` means it.
  const norwegian = base === 'no' || base === 'nn';
  const candidates = norwegian ? ['nb'] : [`${base}-${script}`, base];
  for (const tag of candidates) {
    const row = table.get(tag);
    if (row && new Intl.Locale(tag).maximize().script === script) {
      return { language: base === 'no' ? 'no' : tag, words: named(row) };
    }
  }
  return { language: 'en', words: named(rows.en) };
}

function named([skip, subscribe, older, newer, how, years, empty, updated, origin, feed]: Row): Words {
  return { skip, subscribe, how, years, empty, updated, origin, older, newer, feed };
}
