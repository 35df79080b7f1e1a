import { math } from 'marked-extension-that-is-not-there';

export default { url: 'https://example.com/', title: 'Example', marked: [math()] };
