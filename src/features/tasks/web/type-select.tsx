import { NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { ListTypes, type TaskType } from '../type-contract.ts';

const words = recurringTaskWords.form;

interface TypeSelectProps {
  readonly value: Id<'type'> | null;
  readonly onChoose: (type: TaskType | undefined) => void;
}

/** The types of task that the clinic has, where it has any: choosing one proposes what its tasks usually are. */
export function TypeSelect({ value, onChoose }: TypeSelectProps) {
  const [types, setTypes] = useState<readonly TaskType[]>([]);
  const [failed, setFailed] = useState(false);
  const may = useMay()('tasks.list-types');
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListTypes, {}, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setTypes(answer.value.types);
      else setFailed(true);
    };
    if (may) void ask();
    return () => stop.abort();
  }, [may]);
  if (failed) return <Notice tone="warn">{words.typesFailed}</Notice>;
  if (types.length === 0) return null;
  return (
    <NativeSelect
      label={words.type}
      value={value ?? ''}
      data={[{ value: '', label: words.noType }, ...types.map((one) => ({ value: one.typeId, label: one.name }))]}
      onChange={({ currentTarget: { value: chosen } }) => onChoose(types.find(({ typeId }) => typeId === chosen))}
    />
  );
}
