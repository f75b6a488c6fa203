/** What a template may hold: text is escaped, Markdown and lists of it stand as they are, nothing is nothing. */
export type MarkdownPart = Markdown | string | number | null | false | readonly MarkdownPart[];

/**
 * A piece of Markdown as GitHub and GitLab show it. As with `Html`, the template escapes every text that is
 * put into it: nothing from the wire becomes a heading, a link, an image, HTML, or a word to a person.
 */
export class Markdown {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static template(literals: TemplateStringsArray, ...parts: readonly MarkdownPart[]): Markdown {
    let text = literals[0] ?? '';
    for (const [index, part] of parts.entries()) text += written(part) + literals[index + 1];
    return new Markdown(text);
  }

  /** One line as code. By its tag, since a code span knows no escapes and a table no backticks. */
  static code(text: string): Markdown {
    return text === '' ? new Markdown('') : new Markdown(`<code>${escaped(text)}</code>`);
  }

  /** Lines as they were printed, fenced by more backticks than there are in them. */
  static printed(lines: readonly string[]): Markdown {
    if (lines.length === 0) return new Markdown('');
    const runs = lines.join('\n').match(/`+/g) ?? [];
    const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
    return new Markdown(`\n${fence}text\n${lines.join('\n')}\n${fence}\n`);
  }

  toString(): string {
    return this.#text;
  }
}

export const markdown = Markdown.template;

function written(part: MarkdownPart): string {
  if (part === null || part === false) return '';
  if (part instanceof Markdown) return part.toString();
  if (typeof part === 'object') return part.map(written).join('');
  return escaped(String(part));
}

/**
 * Every sign that means something is a character reference, which shows as the sign and never means anything
 * (CommonMark, section 2.5). Names of people, issues and labels are made of the text that is shown, so these
 * get a space of no width behind their sign.
 */
function escaped(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>"'`*_[\]|~\\^$@#!:]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/(&#(?:64|35|33|36|126);|%)(?=[\p{L}\p{N}_&])/gu, '$1\u200b');
}
