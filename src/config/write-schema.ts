import { writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { schema } from './schema.ts';

// Run when the package is compiled: writes the JSON Schema editors complete and check feedmill.yaml by.
const target = process.argv[2];
if (target === undefined) throw new Error('usage: write-schema FILE');
const { $schema, ...rest } = toJsonSchema(schema, {
  typeMode: 'input',
  errorMode: 'ignore',
  // What only our own reports say is no keyword of JSON Schema.
  overrideAction({ jsonSchema }) {
    const ours = new Set(['expected', 'example', 'reason']);
    return Object.fromEntries(Object.entries(jsonSchema).filter(([key]) => !ours.has(key)));
  },
});
const text = { $schema, title: 'Feedmill config', ...rest };
writeFileSync(target, `${JSON.stringify(text, null, 2)}\n`);
