import { useRef, useState } from 'react';
import { Refusal } from '#kernel/refusal.ts';
import { call } from '#web/api.ts';
import { type Setback, useAttempt } from '#web/use-attempt.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { type Asked, type Criteria, type Run, RunReport, type Summary } from '../contract.ts';
import { criteriaPossible } from '../rules.ts';

export interface Result {
  readonly asked: Asked;
  readonly summary: Summary;
  /** The page that is shown, and where those before it began. */
  readonly page: Run;
  readonly from: number;
  readonly began: readonly (string | undefined)[];
}

const fields = { age: /^report\/age/, lastVisit: /^report\/visits/, demographicIds: /^report\/too-many-ids/ } as const;

const fieldOf = (code: string) => Object.entries(fields).find(([, pattern]) => pattern.test(code))?.[0];

/** What the server would say of criteria that nobody can meet; a pasted list may be too long to be sent at all. */
function whyImpossible(criteria: Criteria): Setback | undefined {
  try {
    criteriaPossible(criteria);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    const { code, facts } = refused;
    return { code, says: sayRefusal(code, facts), field: fieldOf(code) };
  }
}

/** Runs a report and leads through its pages; a page that was shown is asked for again, for blocks hold at once. */
export function useReport() {
  const [result, setResult] = useState<Result>();
  const { busy, setback, setSetback, attempt } = useAttempt(({ code }) => fieldOf(code));
  const latest = useRef(0);
  const fetchPage = async (asked: Asked, after: string | undefined) => {
    const turn = ++latest.current;
    const answer = await attempt(() => call(RunReport, { ...asked, ...(after ? { after } : {}) }));
    return turn === latest.current && answer?.ok ? answer.value : undefined;
  };
  const run = async (asked: Asked) => {
    setResult(undefined);
    const impossible = whyImpossible(asked.criteria);
    if (impossible) {
      latest.current += 1;
      return setSetback(impossible);
    }
    const page = await fetchPage(asked, undefined);
    if (page?.summary) setResult({ asked, summary: page.summary, page, from: 1, began: [] });
  };
  const turnTo = async (after: string | undefined, began: Result['began'], from: number) => {
    if (!result || busy) return;
    const page = await fetchPage(result.asked, after);
    if (page) setResult({ ...result, page, began, from });
  };
  const here = result?.began.at(-1);
  const next = result?.page.next;
  const size = result?.page.patients.length ?? 0;
  return {
    result,
    busy,
    setback,
    run,
    onNext: result && next ? () => void turnTo(next, [...result.began, next], result.from + size) : undefined,
    onPrevious:
      result && here
        ? () => {
            const began = result.began.slice(0, -1);
            void turnTo(began.at(-1), began, Math.max(1, result.from - PAGE));
          }
        : undefined,
  };
}

/** As many rows as the server puts on a page. */
const PAGE = 50;
