import './colours.mjs';

export default { url: 'https://example.com/', title: 'Harbours' };
