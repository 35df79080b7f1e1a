import type { PluralForms } from './page-strings.ts';

/** Strings about articles, on pages and at the end of a feed's content, and above lists of feeds. */
export type ArticleRow = readonly [
  correction: string,
  contributors: string,
  terms: string,
  originTitle: string,
  tags: string,
  categories: string,
  authors: string,
  sections: string,
  languages: string,
  feeds: string,
  translations: string,
  files: string,
  transcript: string,
];

// If a language would inflect the inserted text after a preposition, it uses a colon instead.
// oxfmt-ignore
export const articleRows: Readonly<Record<PluralForms, ArticleRow>> = {
  en: [
    'Correction, {date}', 'Contributors: {people}', 'Licence: {license}', 'Originally published by {source}: {title}',
    'Tags', 'Categories', 'Authors', 'Sections', 'Languages', 'More feeds', 'Also in: {languages}', 'Files', 'Transcript',
  ],
  de: [
    'Korrektur, {date}', 'Mitwirkende: {people}', 'Lizenz: {license}', 'Zuerst veröffentlicht von {source}: {title}',
    'Schlagwörter', 'Kategorien', 'Autoren', 'Ressorts', 'Sprachen', 'Weitere Feeds', 'Auch auf: {languages}', 'Dateien', 'Transkript',
  ],
  fr: [
    'Rectificatif, {date}', 'Avec la participation de : {people}', 'Licence : {license}', 'Publié à l’origine par {source} : {title}',
    'Mots-clés', 'Catégories', 'Auteurs', 'Rubriques', 'Langues', 'Autres flux', 'Autres langues : {languages}', 'Fichiers', 'Transcription',
  ],
  es: [
    'Corrección, {date}', 'Colaboradores: {people}', 'Licencia: {license}', 'Publicado originalmente por {source}: {title}',
    'Etiquetas', 'Categorías', 'Autores', 'Secciones', 'Idiomas', 'Más feeds', 'En otros idiomas: {languages}', 'Archivos', 'Transcripción',
  ],
  it: [
    'Rettifica, {date}', 'Collaboratori: {people}', 'Licenza: {license}', 'Pubblicato originariamente da {source}: {title}',
    'Tag', 'Categorie', 'Autori', 'Sezioni', 'Lingue', 'Altri feed', 'In altre lingue: {languages}', 'File', 'Trascrizione',
  ],
  pt: [
    'Correção, {date}', 'Colaboradores: {people}', 'Licença: {license}', 'Publicado originalmente por {source}: {title}',
    'Etiquetas', 'Categorias', 'Autores', 'Secções', 'Idiomas', 'Mais feeds', 'Noutros idiomas: {languages}', 'Ficheiros', 'Transcrição',
  ],
  nl: [
    'Correctie, {date}', 'Met medewerking van: {people}', 'Licentie: {license}', 'Oorspronkelijk gepubliceerd door {source}: {title}',
    'Trefwoorden', 'Categorieën', 'Auteurs', 'Rubrieken', 'Talen', 'Meer feeds', 'Andere talen: {languages}', 'Bestanden', 'Transcript',
  ],
  sv: [
    'Rättelse, {date}', 'Medverkande: {people}', 'Licens: {license}', 'Ursprungligen publicerad av {source}: {title}',
    'Taggar', 'Kategorier', 'Författare', 'Avdelningar', 'Språk', 'Fler flöden', 'Andra språk: {languages}', 'Filer', 'Utskrift',
  ],
  da: [
    'Rettelse, {date}', 'Medvirkende: {people}', 'Licens: {license}', 'Oprindeligt udgivet af {source}: {title}',
    'Emneord', 'Kategorier', 'Forfattere', 'Sektioner', 'Sprog', 'Flere feeds', 'Andre sprog: {languages}', 'Filer', 'Udskrift',
  ],
  nb: [
    'Rettelse, {date}', 'Medvirkende: {people}', 'Lisens: {license}', 'Opprinnelig publisert av {source}: {title}',
    'Emneord', 'Kategorier', 'Forfattere', 'Seksjoner', 'Språk', 'Flere feeder', 'Andre språk: {languages}', 'Filer', 'Utskrift',
  ],
  fi: [
    'Oikaisu, {date}', 'Muut tekijät: {people}', 'Lisenssi: {license}', 'Alun perin julkaissut {source}: {title}',
    'Avainsanat', 'Luokat', 'Kirjoittajat', 'Osastot', 'Kielet', 'Lisää syötteitä', 'Muilla kielillä: {languages}', 'Tiedostot', 'Litterointi',
  ],
  pl: [
    'Sprostowanie, {date}', 'Współpraca: {people}', 'Licencja: {license}', 'Pierwotna publikacja: {source}, {title}',
    'Tagi', 'Kategorie', 'Autorzy', 'Działy', 'Języki', 'Więcej kanałów', 'W innych językach: {languages}', 'Pliki', 'Transkrypcja',
  ],
  cs: [
    'Oprava, {date}', 'Spolupráce: {people}', 'Licence: {license}', 'Původně vyšlo: {source}, {title}',
    'Štítky', 'Kategorie', 'Autoři', 'Rubriky', 'Jazyky', 'Další kanály', 'V jiných jazycích: {languages}', 'Soubory', 'Přepis',
  ],
  uk: [
    'Виправлення, {date}', 'За участю: {people}', 'Ліцензія: {license}', 'Перша публікація: {source}, {title}',
    'Теги', 'Категорії', 'Автори', 'Розділи', 'Мови', 'Інші стрічки', 'Іншими мовами: {languages}', 'Файли', 'Розшифровка',
  ],
  ru: [
    'Исправление, {date}', 'При участии: {people}', 'Лицензия: {license}', 'Первая публикация: {source}, {title}',
    'Теги', 'Категории', 'Авторы', 'Разделы', 'Языки', 'Другие ленты', 'На других языках: {languages}', 'Файлы', 'Расшифровка',
  ],
  tr: [
    'Düzeltme, {date}', 'Katkıda bulunanlar: {people}', 'Lisans: {license}', 'İlk yayımlayan: {source}, {title}',
    'Etiketler', 'Kategoriler', 'Yazarlar', 'Bölümler', 'Diller', 'Diğer akışlar', 'Diğer diller: {languages}', 'Dosyalar', 'Döküm',
  ],
  id: [
    'Koreksi, {date}', 'Kontributor: {people}', 'Lisensi: {license}', 'Pertama kali diterbitkan oleh {source}: {title}',
    'Tag', 'Kategori', 'Penulis', 'Rubrik', 'Bahasa', 'Feed lainnya', 'Dalam bahasa lain: {languages}', 'Berkas', 'Transkrip',
  ],
  ja: [
    '訂正（{date}）', '協力：{people}', 'ライセンス：{license}', '初出：{source}「{title}」',
    'タグ', 'カテゴリー', '著者', 'セクション', '言語', 'その他のフィード', '他の言語：{languages}', 'ファイル', '文字起こし',
  ],
  ko: [
    '정정 ({date})', '참여: {people}', '라이선스: {license}', '최초 발행: {source}, {title}',
    '태그', '카테고리', '저자', '섹션', '언어', '다른 피드', '다른 언어: {languages}', '파일', '녹취록',
  ],
  'zh-Hans': [
    '更正（{date}）', '参与者：{people}', '许可协议：{license}', '原载于{source}：{title}',
    '标签', '分类', '作者', '栏目', '语言', '更多订阅源', '其他语言：{languages}', '文件', '文字稿',
  ],
  'zh-Hant': [
    '更正（{date}）', '參與者：{people}', '授權條款：{license}', '原載於{source}：{title}',
    '標籤', '分類', '作者', '欄目', '語言', '更多訂閱來源', '其他語言：{languages}', '檔案', '逐字稿',
  ],
  ar: [
    'تصحيح، {date}', 'بمشاركة: {people}', 'الرخصة: {license}', 'نُشر أصلًا في {source}: {title}',
    'الوسوم', 'التصنيفات', 'الكتّاب', 'الأقسام', 'اللغات', 'خلاصات أخرى', 'بلغات أخرى: {languages}', 'الملفات', 'النص المفرّغ',
  ],
  he: [
    'תיקון, {date}', 'בהשתתפות: {people}', 'רישיון: {license}', 'פורסם במקור: {source}, {title}',
    'תגיות', 'קטגוריות', 'כותבים', 'מדורים', 'שפות', 'הזנות נוספות', 'בשפות אחרות: {languages}', 'קבצים', 'תמלול',
  ],
  fa: [
    'تصحیح، {date}', 'با همکاری: {people}', 'مجوز: {license}', 'نخستین انتشار: {source}، {title}',
    'برچسب‌ها', 'دسته‌ها', 'نویسندگان', 'بخش‌ها', 'زبان‌ها', 'فیدهای دیگر', 'به زبان‌های دیگر: {languages}', 'پرونده‌ها', 'رونوشت',
  ],
  hi: [
    'सुधार, {date}', 'सहयोग: {people}', 'लाइसेंस: {license}', 'मूल प्रकाशन: {source}, {title}',
    'टैग', 'श्रेणियाँ', 'लेखक', 'अनुभाग', 'भाषाएँ', 'अन्य फ़ीड', 'अन्य भाषाओं में: {languages}', 'फ़ाइलें', 'प्रतिलेख',
  ],
};
