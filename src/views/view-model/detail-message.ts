import type { Body, Exchange } from '../../model/exchange.ts';
import type { GrpcMessages } from '../../model/grpc-call.ts';
import type { HeaderField } from '../../model/header-field.ts';
import { MASK, type Secret } from '../../model/secret.ts';
import { NO_CONTENT } from './content.ts';
import { contentPane } from './content-lines.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView, paneBelow, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type StyledLine, span, wrapLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';
import { answerNote, type TabAnswer } from './tab-answer.ts';

/** The request's head as sent, its query taken apart, and its body. */
export function requestMaker({ request, docker }: Exchange, answer: TabAnswer): PaneMaker {
  if (request === null) return (view) => textPane([], view);
  return (view) => {
    const [path = ''] = String(request.target).split('?', 1);
    const start = line(
      ' ',
      span(`${safeText(request.method)} ${safeText(path)}`, 'strong'),
      ` HTTP/${safeText(request.httpVersion)}`,
    );
    const query = Object.entries(request.query).flatMap(([name, values]) =>
      values.map((value) => pairLine(name, ' = ', valueText(value, view.symbols))),
    );
    const lines = [
      start,
      ...section('query', query),
      ...section('headers', headerLines(request.headers, view.symbols)),
      ...section('trailers', headerLines(request.trailers, view.symbols)),
      ...section('body', bodyLines(request.body)),
    ];
    return messagePane(lines, withMessages(answer, docker.grpc?.request), view);
  };
}

/** The response's head as sent, and its body. */
export function responseMaker({ response, docker }: Exchange, answer: TabAnswer): PaneMaker {
  if (response === null) return (view) => textPane([], view);
  return (view) => {
    const start = line(
      ` HTTP/${safeText(response.httpVersion)} `,
      span(`${response.status} ${safeText(response.reason)}`, 'strong'),
    );
    const lines = [
      start,
      ...section('headers', headerLines(response.headers, view.symbols)),
      ...section('trailers', headerLines(response.trailers, view.symbols)),
      ...section('body', bodyLines(response.body)),
    ];
    return messagePane(lines, withMessages(answer, docker.grpc?.response), view);
  };
}

const VALUE_INDENT = 5;

/** What is known at once above what is read for it: the body. */
function messagePane(lines: readonly StyledLine[], answer: TabAnswer, view: PaneView): Pane {
  const wrapped = lines.flatMap((styled) => wrapLine(styled, view.width - 1, VALUE_INDENT));
  if (answer.kind === 'content') return paneBelow([...wrapped, []], contentPane(answer.content, [], view));
  return linesPane([...wrapped, ...answerNote(answer, view)]);
}

/** Of a gRPC call the messages are shown as what they say, and not as bytes. */
function withMessages(answer: TabAnswer, messages: GrpcMessages | undefined): TabAnswer {
  if (messages === undefined || messages.content.length === 0) return answer;
  const content = answer.kind === 'content' ? answer.content : NO_CONTENT;
  return { kind: 'content', content: { ...content, json: messages.content } };
}

function section(title: string, lines: readonly StyledLine[]): readonly StyledLine[] {
  return lines.length === 0 ? [] : [[], [span(` ${title}`, 'heading')], ...lines];
}

function pairLine(name: string, between: string, value: string): StyledLine {
  return line('   ', span(safeText(name)), span(between, 'dim'), value);
}

function headerLines(fields: readonly HeaderField[], symbols: Symbols): readonly StyledLine[] {
  return fields.map(([name, value]) => pairLine(name, ': ', valueText(value, symbols)));
}

function valueText(value: string | Secret, symbols: Symbols): string {
  return safeText(String(value)).replaceAll(MASK, symbols.mask);
}

function bodyLines(body: Body): readonly StyledLine[] {
  if (body.bytes === 0 && body.complete) return [];
  const words = [
    `${formatBytes(body.bytes)} (${formatCount(body.bytes)} bytes)`,
    body.mediaType === null ? null : safeText(body.mediaType),
    body.encoding === null ? null : `encoded as ${safeText(body.encoding)}`,
    body.complete ? null : 'not whole',
    body.sha256 === null ? null : `sha256 ${body.sha256}`,
  ];
  return [line(`   ${words.filter((word) => word !== null).join(', ')}`)];
}
