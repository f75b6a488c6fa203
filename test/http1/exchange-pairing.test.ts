import { describe, expect, it } from 'vitest';
import { ExchangePairing, MAX_UNANSWERED, type OpenExchange } from '../../src/http1/exchange-pairing.ts';

function exchange(stream: number, requestAt: number, requestAfterLoss = false): OpenExchange {
  return {
    stream,
    method: 'GET',
    mightSwitch: null,
    requestAt,
    requestAfterLoss,
    requestOver: true,
    answered: false,
    responseOver: false,
    damaged: false,
    responseMayBeLost: false,
    cut: false,
  };
}

function waiting(...exchanges: readonly OpenExchange[]): ExchangePairing {
  const pairing = new ExchangePairing();
  for (const one of exchanges) pairing.requestBegins(one);
  return pairing;
}

describe('ExchangePairing', () => {
  it.each([
    { name: 'no request', requests: [], at: 5, afterLoss: false, stream: null, unanswered: [] },
    {
      name: 'the oldest of two',
      requests: [exchange(1, 1), exchange(2, 2)],
      at: 5,
      afterLoss: false,
      stream: 1,
      unanswered: [],
    },
    {
      name: 'after loss, the last that was sent',
      requests: [exchange(1, 1), exchange(2, 4)],
      at: 5,
      afterLoss: true,
      stream: 2,
      unanswered: [1],
    },
    {
      name: 'after loss, none that was sent later',
      requests: [exchange(1, 1), exchange(2, 9)],
      at: 5,
      afterLoss: true,
      stream: 1,
      unanswered: [],
    },
    {
      name: 'a request that was lost',
      requests: [exchange(2, 9, true)],
      at: 5,
      afterLoss: false,
      stream: null,
      unanswered: [],
    },
    {
      name: 'clocks that differ, without loss',
      requests: [exchange(1, 9)],
      at: 5,
      afterLoss: false,
      stream: 1,
      unanswered: [],
    },
  ])('answers $name', ({ requests, at, afterLoss, stream, unanswered }) => {
    const answer = waiting(...requests).responseBegins(at, afterLoss, false);
    expect(answer.exchange?.stream ?? null).toBe(stream);
    expect(answer.unanswered.map((lost) => lost.stream)).toEqual(unanswered);
  });

  it('cannot tell responses apart where a pipelining client lost some', () => {
    const [first, second, third] = [exchange(1, 1), exchange(2, 1), exchange(3, 1)];
    const pairing = waiting(first, second, third);
    pairing.answered(pairing.responseBegins(2, false, false).exchange!);
    expect(pairing.ambiguousAfterLoss).toBe(true);
    expect(pairing.responseBegins(3, true, false)).toEqual({ exchange: null, unanswered: [second, third] });
  });

  it('answers none after loss where the request may be lost as well', () => {
    const first = exchange(1, 1);
    expect(waiting(first).responseBegins(5, true, true)).toEqual({ exchange: null, unanswered: [first] });
  });

  it('cannot tell the responses to two requests of one packet apart once one is lost', () => {
    const [first, second] = [exchange(1, 1), exchange(2, 1)];
    expect(waiting(first, second).responseBegins(5, true, false)).toEqual({
      exchange: null,
      unanswered: [first, second],
    });
  });

  it('gives a response that was captured before its request to no later one', () => {
    const pairing = new ExchangePairing();
    expect(pairing.responseBegins(5, false, false).exchange).toBeNull();
    const [first, second] = [exchange(2, 4), exchange(3, 6)];
    expect(pairing.requestBegins(first)).toBe(first);
    expect(pairing.requestBegins(second)).toBeNull();
    expect(pairing.responseBegins(7, false, false).exchange).toBe(second);
  });

  it('gives up the oldest of too many requests', () => {
    const pairing = new ExchangePairing();
    const all = Array.from({ length: MAX_UNANSWERED + 1 }, (_, index) => exchange(index + 1, index));
    expect(all.map((one) => pairing.requestBegins(one)?.stream ?? null)).toEqual([
      ...all.slice(1).map(() => null),
      1,
    ]);
    expect(pairing.waiting).toHaveLength(MAX_UNANSWERED);
  });
});
