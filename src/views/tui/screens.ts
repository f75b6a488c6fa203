import type { TabName } from '../view-model/detail-tabs.ts';
import type { PaneTarget } from '../view-model/pane.ts';
import type { ReportName } from '../view-model/report.ts';

/** One screen; those that are left with Esc come back to the one below. */
export type Screen =
  | { readonly kind: 'list' }
  | ExchangeScreen
  | { readonly kind: 'report'; readonly name: ReportName }
  | { readonly kind: 'file'; readonly id: number; readonly target: FileTarget }
  | { readonly kind: 'packet'; readonly id: number; readonly target: PacketTarget }
  | { readonly kind: 'compare'; readonly one: number; readonly other: number }
  | { readonly kind: 'help' };

/** `command`: the exchange stands for the whole command that it is the main call of. */
export interface ExchangeScreen {
  readonly kind: 'detail';
  readonly id: number;
  readonly command: boolean;
  readonly tab: TabName;
}

export type FileTarget = Extract<PaneTarget, { kind: 'file' }>;
export type PacketTarget = Extract<PaneTarget, { kind: 'packet' }>;

/** One call by itself, also where it is part of a command. */
export function callScreen(id: number): ExchangeScreen {
  return { kind: 'detail', id, command: false, tab: 'overview' };
}

/** From the first to the one that is shown. */
export type ScreenStack = readonly Screen[];

/** The list is below all others. */
export const FIRST_SCREENS: ScreenStack = [{ kind: 'list' }];

/** Screens above each other; who goes from exchange to exchange by their calls could pile up any number. */
const MOST_SCREENS = 30;

/** A report takes the place of one that is open: digits go from one to the next. */
export function withScreen(stack: ScreenStack, screen: Screen): ScreenStack {
  if (screen.kind === 'list') return FIRST_SCREENS;
  if (screen.kind === 'report' && stack.at(-1)?.kind === 'report') return withLast(stack, screen);
  const below = stack.length < MOST_SCREENS ? stack : [...FIRST_SCREENS, ...stack.slice(2)];
  return [...below, screen];
}

/** The shown screen becomes another one. */
export function withLast(stack: ScreenStack, screen: Screen): ScreenStack {
  return [...stack.slice(0, -1), screen];
}

export function withoutLast(stack: ScreenStack): ScreenStack {
  return stack.length > 1 ? stack.slice(0, -1) : stack;
}
