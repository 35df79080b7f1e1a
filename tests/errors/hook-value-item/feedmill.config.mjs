export default {
  url: 'https://example.com/',
  title: 'Example',
  files: { json: false, atom: false },
  item: () => ({ _mine: { a: 1 } }),
};
