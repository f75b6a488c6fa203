/** What a template may hold: text is escaped, HTML and lists of it stand as they are, nothing is nothing. */
export type HtmlPart = Html | string | number | null | false | readonly HtmlPart[];

/**
 * A piece of HTML. The only way to make one is the template `html`, which escapes every text that is put into
 * it, so that nothing from the wire can become markup: there is no way around it that compiles. Attribute
 * values stand in double quotes.
 */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static template(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
    let text = literals[0] ?? '';
    for (const [index, part] of parts.entries()) text += written(part) + literals[index + 1];
    return new Html(text);
  }

  toString(): string {
    return this.#text;
  }
}

export const html = Html.template;

function written(part: HtmlPart): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
