export default {
  url: 'https://example.com/',
  title: 'Example',
  files: { rss: false, atom: false },
  async item(item) {
    throw new Error(`no ${item.title} today`);
  },
};
