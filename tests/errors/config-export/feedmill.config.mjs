export const config = { url: 'https://example.com/', title: 'Example' };
