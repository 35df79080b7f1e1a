export default {
  url: 'https://example.com/',
  title: 'Example',
  marked: {
    extensions: [
      {
        name: 'math',
        level: 'inline',
        start: (text) => text.indexOf('$'),
        tokenizer(text) {
          const found = /^\$[^$]+\$/.exec(text)?.[0];
          return found && { type: 'math', raw: found };
        },
        renderer() {
          throw new Error('no formula');
        },
      },
    ],
  },
};
