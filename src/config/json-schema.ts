import { toJsonSchema } from '@valibot/to-json-schema';
import { typeOfSchema, type JsonSchema } from './schema-type.ts';
import { schema } from './schema.ts';

// Runs only when you compile the package.
const { $schema, ...rest } = toJsonSchema(schema, {
  typeMode: 'input',
  errorMode: 'ignore',
  // Feedmill reports unknown keys with a suggestion, so the schema does not reject them.
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'object' ? { ...jsonSchema, additionalProperties: false } : undefined,
  // Only Feedmill's messages use these keys, which are not JSON Schema keywords.
  overrideAction({ jsonSchema }) {
    const ours = new Set(['expected', 'example', 'reason']);
    return Object.fromEntries(Object.entries(jsonSchema).filter(([key]) => !ours.has(key)));
  },
});

/** Returns the JSON Schema of the config. Editors use it to complete and check `feedmill.yaml`. */
export function schemaDocument(): string {
  return `${JSON.stringify({ $schema, title: 'Feedmill config', ...rest }, null, 2)}\n`;
}

/**
 * Returns a declaration of `ConfigInput` with a docstring for each key. The declaration that the compiler generates has a
 * thousand lines.
 */
export function configDeclaration(): string {
  // The library's types allow Boolean schemas everywhere, but all schemas of this config are maps.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return `/** The keys of \`feedmill.yaml\`. */\nexport interface ConfigInput ${typeOfSchema(rest as JsonSchema)}\n`;
}
