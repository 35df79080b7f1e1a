export default {
  url: 'https://example.com/',
  title: 'Example',
  article(article) {
    return { title: shout(article.title) };
  },
};
