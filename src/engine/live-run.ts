import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import { followCapture } from '../capture/file/follow-capture.ts';
import type { CaptureIssueCode } from '../capture/issue-codes.ts';
import type { LiveTarget, PacketSource } from '../capture/live/packet-source.ts';
import { Recording, type RecordingOptions } from '../capture/live/recording.ts';
import { type EngineWish, startSource } from '../capture/live/start-source.ts';
import type { Packet } from '../layer/packet.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { CaptureDecoder } from './capture-decoder.ts';
import { CaptureFacts } from './capture-facts.ts';
import type { CaptureRun } from './capture-run.ts';

export interface LiveRequest {
  readonly kind: 'live';
  readonly engine: EngineWish;
  readonly target: LiveTarget;
  readonly recording: RecordingOptions;
  /** Seconds after which it ends; null for no end. */
  readonly duration: number | null;
  /** What a person would call the source: interfaces and ports. */
  readonly source: string;
}

/** How often a source is asked for its losses, while packets come, and the disk for its room. In milliseconds. */
const ASK_MS = 2_000;
const ROOM_MS = 250;

/** How far the capture's clock may be behind ours when no packet comes: what is on its way is not given up. */
const CLOCK_MARGIN = 200_000;

/** Begins to capture. Throws `LiveError` where that is not possible. */
export async function openLive(request: LiveRequest, options: PipelineOptions): Promise<CaptureRun> {
  const recording = new Recording(request.recording);
  try {
    const { source, why, reason } = await startSource(request.engine, request.target, recording);
    return new LiveRun(
      { ...request, source: `${request.source} · ${source.engine} (${why})` },
      options,
      recording,
      source,
      reason,
    );
  } catch (error) {
    recording.remove();
    throw error;
  }
}

class LiveRun implements CaptureRun {
  readonly source: string;
  readonly state = 'live';
  readonly reason: string;
  readonly privateFolder: string | null;
  readonly decoder: CaptureDecoder;
  readonly #target: LiveTarget;
  readonly #recording: Recording;
  readonly #source: PacketSource;
  readonly #timer: NodeJS.Timeout | null;
  #message: string | null = null;
  #askedAt = 0;
  #askedPackets = 0;
  #roomAt = 0;

  constructor(
    { target, recording: { path }, duration, source: name }: LiveRequest,
    options: PipelineOptions,
    recording: Recording,
    source: PacketSource,
    reason: string,
  ) {
    this.source = name;
    this.reason = reason;
    this.privateFolder = recording.privateFolder;
    this.decoder = new CaptureDecoder(new CaptureFacts(path, 'live'), options);
    this.#target = target;
    this.#recording = recording;
    this.#source = source;
    this.#timer = duration === null ? null : setTimeout(() => this.stop(), duration * 1000);
  }

  async *steps(): AsyncGenerator<void> {
    for (const file of this.#recording.files()) {
      const follower = followCapture(file);
      for (;;) {
        const step = await follower.next();
        if (step.done) {
          this.#recording.close(file, step.value.wholeBytes);
          break;
        }
        for (const event of step.value) this.#take(event);
        if (step.value.length === 0) this.decoder.advance(Date.now() * 1000 - CLOCK_MARGIN);
        this.#watch();
        yield;
      }
    }
    const why = await this.#source.ended;
    this.#message ??= why === null ? null : (this.#recording.noRoom() ?? why);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.decoder.end(this.#source.drops());
    yield;
  }

  stop(): void {
    this.#source.stop();
  }

  drops(): number | null {
    return this.#source.drops();
  }

  path(): string | null {
    return this.#recording.rotates ? null : this.#recording.current.path;
  }

  message(): string | null {
    return this.#message;
  }

  close(): void {
    this.#recording.remove();
  }

  #take(event: CaptureFileEvent): void {
    if (event.kind === 'capture-interface') {
      // A pcap file has no place for them.
      const name = event.name ?? this.#target.interfaces.join(', ');
      this.decoder.take({ ...event, name, filter: event.filter ?? this.#target.filter });
      return;
    }
    // A record that is not whole is taken off the file at its end.
    if (event.kind === 'issue' && event.code === 'capture/cut') return;
    this.decoder.take(event);
    if (event.kind === 'packet' && event.originalLength > event.bytes.length) this.#snapCut(event);
  }

  #snapCut({ at, bytes, originalLength }: Packet): void {
    const code: CaptureIssueCode = 'capture/snap-length';
    const advice =
      this.#source.engine === 'cap' ? '--engine tcpdump takes them whole' : 'a larger -s takes more';
    this.decoder.take({
      kind: 'issue',
      code,
      message: `the end of a packet was cut off by the snap length; ${advice}`,
      at,
      required: originalLength,
      actual: bytes.length,
    });
  }

  #watch(): void {
    const now = performance.now();
    if (now - this.#roomAt >= ROOM_MS) {
      this.#roomAt = now;
      const why = this.#recording.noRoom();
      if (why !== null) {
        this.#message ??= why;
        this.stop();
      }
    }
    if (now - this.#askedAt < ASK_MS) return;
    const { packets } = this.decoder.counts();
    if (packets === this.#askedPackets) return;
    this.#askedAt = now;
    this.#askedPackets = packets;
    this.#source.refreshDrops();
  }
}
