export default {
  url: 'https://example.com/',
  title: 'Example',
  article(article) {
    if (article.title === 'Two') return 'Three';
    return {
      title: '',
      tag: ['a'],
      date: '2020-01-01',
      language: 'not a language',
      id: 'not an id',
      canonical: 'javascript:alert(1)',
      tags: [{}],
      authors: () => 'Jane',
    };
  },
};
