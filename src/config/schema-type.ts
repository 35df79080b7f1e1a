/** The part of JSON Schema that describes the config. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
  readonly default?: unknown;
}

/** Returns the TypeScript type of the values that `schema` allows. The description of each key becomes its docstring. */
export function typeOfSchema(schema: JsonSchema): string {
  const { anyOf, items, properties, additionalProperties } = schema;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (anyOf) return anyOf.map(typeOfSchema).join(' | ');
  if (items) return listOf(typeOfSchema(items));
  if (properties) return `{\n${Object.entries(properties).map(member(schema)).join('\n')}\n}`;
  if (typeof additionalProperties === 'object')
    return `Readonly<Record<string, ${typeOfSchema(additionalProperties)}>>`;
  if (schema.type === 'integer') return 'number';
  if (typeof schema.type === 'string' && ['string', 'number', 'boolean'].includes(schema.type))
    return schema.type;
  throw new Error(`There is no type for ${JSON.stringify(schema)}.`);
}

function listOf(type: string): string {
  return `readonly ${type.includes(' | ') && !type.startsWith('{') ? `(${type})` : type}[]`;
}

/** Returns the declaration of a key of the map that `schema` describes. */
function member({ required = [] }: JsonSchema): (entry: [string, JsonSchema]) => string {
  return ([key, one]) => {
    const usual = typeof one.default === 'object' ? undefined : JSON.stringify(one.default);
    const text = `${one.description ?? ''}.${usual === undefined ? '' : ` Default: \`${usual}\`.`}`;
    return `/** ${text} */\nreadonly ${key}${required.includes(key) ? '' : '?'}: ${typeOfSchema(one)};`;
  };
}
