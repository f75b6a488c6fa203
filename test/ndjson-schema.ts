import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(JSON.parse(readFileSync('docs/ndjson.schema.json', 'utf8')) as object, 'ndjson');

/** Wants `record` to be what docs/ndjson.schema.json says of its type. */
export function expectSchema(record: { readonly type: string }): void {
  const validate = ajv.getSchema(`ndjson#/$defs/${record.type}`);
  if (validate === undefined) throw new Error(`the schema does not describe '${record.type}'`);
  validate(record);
  expect(validate.errors ?? [], JSON.stringify(record).slice(0, 400)).toEqual([]);
}

/** The records of an NDJSON text, each of them checked. */
export function schemaRecords(
  ndjson: string,
): readonly ({ readonly type: string } & Record<string, unknown>)[] {
  expect(ndjson.endsWith('\n')).toBe(true);
  return ndjson
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const record = JSON.parse(line) as { type: string };
      expectSchema(record);
      return record as { type: string } & Record<string, unknown>;
    });
}
