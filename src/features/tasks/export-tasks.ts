import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tableOfPatients } from '#kernel/table-file.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { ExportTasks } from './contract.ts';
import { allTasks, mayPass } from './list-store.ts';

const words = workFileWords.tasks;

/** What a list of tasks shows, as a file. That it leaves is on record before its first line does. */
export const exportTasks = command(ExportTasks, async (tx, actor, wanted) => {
  if (wanted.folder === 'all' && !(await mayPass(tx))) throw new Refusal('actor/not-permitted');
  return {
    ...(await tableOfPatients(tx, {
      fileName: words.name,
      columns: words.columns,
      rows: allTasks(actor.id, wanted),
      line: ({ title, details, type, patient, due, urgent, author, holder, made, done }) => [
        title,
        details,
        type ?? '',
        patient?.name ?? '',
        due ?? '',
        urgent ? words.urgent : '',
        author?.name ?? '',
        holder?.name ?? '',
        made,
        done ?? '',
      ],
    })),
    audit: { facts: { wanted } },
  };
});
