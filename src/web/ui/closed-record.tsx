import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { patientWords } from '../words/patients.ts';
import { RefusedFace } from './faces.tsx';
import { usePageTitle } from './page-title.ts';
import { Panel } from './panel.tsx';

const words = patientWords.closed;

/** Stands in place of a record that is closed to the reader, or is not there: which of the two, it does not tell. */
export function ClosedRecord() {
  usePageTitle(words.title);
  return (
    <Panel>
      <RefusedFace
        title={words.title}
        level={1}
        action={
          <Button variant="default" component={Link} to="/patients">
            {words.back}
          </Button>
        }
      >
        {words.why}
      </RefusedFace>
    </Panel>
  );
}

/** For loaders: what a record's page shows, or null where the record is not open to the reader. */
export async function unlessClosed<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    const closed = typeof error === 'object' && error !== null && 'code' in error && error.code === 'patient/not-found';
    if (closed) return null;
    throw error;
  }
}
