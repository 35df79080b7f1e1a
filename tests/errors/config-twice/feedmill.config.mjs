export default { url: 'https://example.com/', title: 'Example' };
