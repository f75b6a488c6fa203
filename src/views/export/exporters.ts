import type { ExportFormat } from './exporter.ts';
import { JsonExporter } from './json.ts';
import { NdjsonExporter } from './ndjson.ts';
import { TextExporter } from './text.ts';

/** Every export format by its name on the command line. */
export const exporters: Readonly<Record<string, ExportFormat>> = {
  ndjson: {
    description: 'one JSON object a line: capture, connections, exchanges, summary',
    extension: 'ndjson',
    make: (options) => new NdjsonExporter(options),
  },
  json: {
    description: 'the same objects in one JSON document',
    extension: 'json',
    make: (options) => new JsonExporter(options),
  },
  text: {
    description: 'one line for each exchange with its facts beneath it, times in UTC',
    extension: 'txt',
    make: () => new TextExporter(),
  },
};
