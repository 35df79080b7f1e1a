module.exports = {
  url: 'https://example.com/'
  title: 'Example',
};
