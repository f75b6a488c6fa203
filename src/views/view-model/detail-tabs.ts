import type { Exchange } from '../../model/exchange.ts';
import { authMaker } from './detail-auth.ts';
import { callsMaker } from './detail-calls.ts';
import { contextMaker, filesMaker } from './detail-context.ts';
import { dockerfileMaker } from './detail-dockerfile.ts';
import { issuesMaker } from './detail-issues.ts';
import { requestMaker, responseMaker } from './detail-message.ts';
import { overviewMaker } from './detail-overview.ts';
import { packetsMaker } from './detail-packets.ts';
import { eventsMaker, progressMaker } from './detail-progress.ts';
import { rawMaker } from './detail-raw.ts';
import { stepsMaker } from './detail-steps.ts';
import { hasStreams, streamsMaker } from './detail-streams.ts';
import { timingMaker } from './detail-timing.ts';
import type { Question } from './engine.ts';
import type { PaneMaker } from './pane.ts';
import type { Surroundings, TabAnswer } from './tab-answer.ts';

/** One way to look at an exchange. */
export interface DetailTab {
  readonly name: TabName;
  readonly title: string;
  /** Whether there is something to see. */
  readonly has: (exchange: Exchange, around: Surroundings) => boolean;
  /** What it needs beyond the exchange; left out for nothing. */
  readonly asks?: (exchange: Exchange) => Question | null;
  readonly maker: (exchange: Exchange, answer: TabAnswer, around: Surroundings) => PaneMaker;
}

export type TabName =
  | 'overview'
  | 'context'
  | 'files'
  | 'dockerfile'
  | 'steps'
  | 'progress'
  | 'events'
  | 'auth'
  | 'streams'
  | 'calls'
  | 'packets'
  | 'raw'
  | 'request'
  | 'response'
  | 'timing'
  | 'issues';

export const detailTabs: readonly DetailTab[] = [
  { name: 'overview', title: 'Overview', has: () => true, maker: overviewMaker },
  {
    name: 'context',
    title: 'Context',
    has: ({ docker }) => (docker.build?.context?.entries.length ?? 0) > 0,
    maker: contextMaker,
  },
  {
    name: 'files',
    title: 'Files',
    has: ({ docker }) => (docker.archive?.entries.length ?? 0) > 0,
    maker: filesMaker,
  },
  {
    name: 'dockerfile',
    title: 'Dockerfile',
    has: ({ docker }) => docker.build?.dockerfile != null,
    maker: dockerfileMaker,
  },
  {
    name: 'steps',
    title: 'Steps',
    has: ({ docker }) => (docker.build?.steps.length ?? 0) > 0,
    maker: stepsMaker,
  },
  {
    name: 'progress',
    title: 'Progress',
    // A build's messages are its steps.
    has: ({ docker }) => docker.progress !== null && docker.build === null,
    maker: progressMaker,
  },
  { name: 'events', title: 'Events', has: ({ docker }) => docker.events !== null, maker: eventsMaker },
  {
    name: 'auth',
    title: 'Auth',
    has: ({ docker }) => docker.auth !== null || (docker.build?.registries.length ?? 0) > 0,
    maker: authMaker,
  },
  {
    name: 'streams',
    title: 'Streams',
    has: hasStreams,
    asks: ({ id }) => ({ kind: 'content', id, ref: { kind: 'stream' } }),
    maker: streamsMaker,
  },
  {
    name: 'calls',
    title: 'Calls',
    has: (_, { calls }) => calls > 1,
    asks: ({ id }) => ({ kind: 'command', id }),
    maker: callsMaker,
  },
  {
    name: 'request',
    title: 'Request',
    has: ({ request }) => request !== null,
    asks: (exchange) => bodyQuestion(exchange, 'request'),
    maker: requestMaker,
  },
  {
    name: 'response',
    title: 'Response',
    has: ({ response }) => response !== null,
    asks: (exchange) => bodyQuestion(exchange, 'response'),
    maker: responseMaker,
  },
  {
    name: 'timing',
    title: 'Timing',
    has: ({ request, response }) => request !== null || response !== null,
    asks: ({ id }) => ({ kind: 'use', id }),
    maker: timingMaker,
  },
  {
    name: 'packets',
    title: 'Packets',
    has: () => true,
    asks: ({ id }) => ({ kind: 'packets', id }),
    maker: packetsMaker,
  },
  {
    name: 'raw',
    title: 'Raw',
    has: ({ request, response }) => request !== null || response !== null,
    asks: ({ id }) => ({ kind: 'raw', id }),
    maker: rawMaker,
  },
  {
    name: 'issues',
    title: 'Issues',
    has: ({ issues, gaps }) => issues.length + gaps.length > 0,
    maker: issuesMaker,
  },
];

/** The tabs that an exchange has, in the order they are shown. */
export function tabsOf(exchange: Exchange, around: Surroundings): readonly DetailTab[] {
  return detailTabs.filter((tab) => tab.has(exchange, around));
}

function bodyQuestion(exchange: Exchange, side: 'request' | 'response'): Question | null {
  const body = exchange[side]?.body;
  if (body === undefined || body.bytes === 0) return null;
  return { kind: 'content', id: exchange.id, ref: { kind: 'body', side } };
}
