export default {
  url: 'https://example.com/',
  title: new Date(0),
  limmit: 3,
  limit: '3',
  marked: [() => {}, { async: true }],
  article: 'title',
};
