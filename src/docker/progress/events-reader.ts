import type { Timestamp } from '../../layer/origin.ts';
import type { EventRows } from '../../model/docker-facts.ts';
import { maskText } from '../auth/mask-json.ts';
import { JsonStreamReader } from '../json/json-stream-reader.ts';
import { isObject, member, numberMember, textMember } from '../json/parse-json.ts';
import { shortId } from '../names/short-id.ts';
import { oneLine } from '../operations/one-line.ts';
import { EventRowList } from './event-row-list.ts';

/** Attributes of an event that are shown; a container's labels are among them. */
const MAX_ATTRIBUTES = 8;
/** Characters of a row. */
const MAX_TEXT = 300;

/** Reads `GET /events` into rows like those of `docker events`. */
export class EventsReader extends JsonStreamReader {
  readonly #list = new EventRowList();
  readonly #learn: (event: unknown) => void;

  /** `learn` is given each event as it comes, for the names in it. */
  constructor(learn: (event: unknown) => void) {
    super();
    this.#learn = learn;
  }

  protected override take(event: unknown, _at: Timestamp): void {
    this.#learn(event);
    this.#list.add(eventTime(event), oneLine(eventText(event), MAX_TEXT));
  }

  rows(): EventRows {
    return this.#list.rows();
  }
}

/** `container create 3f2a1b4c5d6e (image=busybox, name=web)`; before API 1.22 only status, id and from. */
function eventText(event: unknown): string {
  const type = textMember(event, 'Type') ?? '';
  const action = textMember(event, 'Action') ?? textMember(event, 'status') ?? 'event';
  const actor = member(event, 'Actor');
  const id = textMember(actor, 'ID') ?? textMember(event, 'id') ?? '';
  const attributes = member(actor, 'Attributes') ?? { image: textMember(event, 'from') ?? '' };
  const shown = Object.entries(isObject(attributes) ? attributes : {})
    .filter(([, value]) => typeof value === 'string' && value !== '')
    .slice(0, MAX_ATTRIBUTES)
    .map(([name, value]) => maskText(`${name}=${shortId(String(value))}`).toString());
  return `${type} ${action} ${shortId(id)}${shown.length === 0 ? '' : ` (${shown.join(', ')})`}`;
}

/** ISO 8601 in UTC with microseconds from `timeNano`, or with what precision `time` has. */
function eventTime(event: unknown): string | null {
  const nanoseconds = numberMember(event, 'timeNano');
  const seconds = numberMember(event, 'time');
  const microseconds = nanoseconds === null ? (seconds === null ? null : seconds * 1e6) : nanoseconds / 1000;
  if (microseconds === null || Math.abs(microseconds) > 8.64e18) return null;
  const whole = Math.floor(microseconds);
  const date = new Date(Math.floor(whole / 1000));
  if (Number.isNaN(date.getTime())) return null;
  const rest = String(((whole % 1000) + 1000) % 1000).padStart(3, '0');
  return date.toISOString().replace('Z', `${rest}Z`);
}
