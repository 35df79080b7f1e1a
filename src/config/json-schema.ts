import { toJsonSchema } from '@valibot/to-json-schema';
import { typeOfSchema, type JsonSchema } from './schema-type.ts';
import { schema } from './schema.ts';

// Runs only when the package is compiled.
const { $schema, ...rest } = toJsonSchema(schema, {
  typeMode: 'input',
  errorMode: 'ignore',
  // The config reports unknown keys itself, each with a suggestion, so the schema does not refuse them.
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'object' ? { ...jsonSchema, additionalProperties: false } : undefined,
  // Only our own reports use these keys, which are no keywords of JSON Schema.
  overrideAction({ jsonSchema }) {
    const ours = new Set(['expected', 'example', 'reason']);
    return Object.fromEntries(Object.entries(jsonSchema).filter(([key]) => !ours.has(key)));
  },
});

/** The JSON Schema of the config, by which editors complete and check `feedmill.yaml`. */
export function schemaDocument(): string {
  return `${JSON.stringify({ $schema, title: 'Feedmill config', ...rest }, null, 2)}\n`;
}

/** The declaration of `ConfigInput` with a docstring for each key. The one that the compiler writes has a thousand lines. */
export function configDeclaration(): string {
  // The library's types allow boolean schemas everywhere; those of this config are maps.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return `/** The keys of \`feedmill.yaml\`. */\nexport interface ConfigInput ${typeOfSchema(rest as JsonSchema)}\n`;
}
