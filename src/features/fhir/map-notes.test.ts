import { describe, expect, test } from 'vitest';
import { ada, bo, coded, encounter, imported, patient, site, subject } from './test-bundles.ts';

const noteOf = (...resources: Record<string, unknown>[]) => imported(patient, ada, bo, site, ...resources).notes.at(-1);

describe('an encounter', () => {
  test('becomes a note, signed when it ended', () => {
    const note = noteOf({
      ...encounter,
      class: { code: 'EMER' },
      type: [coded('1', 'Emergency room admission')],
      reasonCode: [coded('2', 'Sinusitis'), coded('3', 'Fever')],
      hospitalization: { dischargeDisposition: coded('01', 'Home') },
    });
    expect(note).toEqual({
      source: { type: 'Encounter', key: 'Encounter/enc' },
      patientKey: 'Patient/pat',
      authorKey: 'Practitioner/ada',
      siteKey: 'Organization/site',
      title: 'Emergency room admission',
      text: 'Class: emergency\nReason: Sinusitis, Fever\nDischarge: Home',
      at: '2020-04-13T10:19:07.000Z',
      endedAt: '2020-04-13T10:34:07.000Z',
      status: 'signed',
      signedAt: '2020-04-13T10:34:07.000Z',
    });
  });

  test.each([
    ['finished', { status: 'signed', signedAt: '2020-04-13T10:34:07.000Z' }],
    ['cancelled', { status: 'signed', text: 'Status: cancelled' }],
    ['in-progress', { status: 'draft', signedAt: null, text: 'Status: in-progress' }],
    ['planned', { status: 'draft', signedAt: null }],
  ])('that is %s', (status, expected) => {
    expect(noteOf({ ...encounter, status })).toMatchObject(expected);
  });

  test('that has only a start was over then; one without any time is signed at no known time', () => {
    expect(noteOf({ ...encounter, period: { start: '2020-04' } })).toMatchObject({
      at: '2020-04-01',
      endedAt: null,
      signedAt: '2020-04-01',
    });
    expect(noteOf({ ...encounter, period: undefined })).toMatchObject({ at: null, status: 'signed', signedAt: null });
  });

  test('is written by whoever attended', () => {
    const participant = [
      { type: [coded('SPRF')] },
      { individual: { reference: 'Practitioner/bo' } },
      { type: [coded('ATND')], individual: { reference: 'Practitioner/ada' } },
    ];
    expect(noteOf({ ...encounter, participant })?.authorKey).toBe('Practitioner/ada');
    expect(noteOf({ ...encounter, participant: participant.slice(0, 2) })?.authorKey).toBe('Practitioner/bo');
    expect(noteOf({ ...encounter, participant: participant.slice(0, 1) })?.authorKey).toBeNull();
  });
});

describe('a condition', () => {
  const condition = { resourceType: 'Condition', id: 'con', subject, encounter: { reference: 'Encounter/enc' } };

  test('becomes a signed note by the practitioner of its encounter', () => {
    const note = noteOf(encounter, {
      ...condition,
      code: coded('38341003', 'Hypertension'),
      clinicalStatus: coded('active'),
      verificationStatus: coded('confirmed'),
      onsetDateTime: '1996-10',
      recordedDate: '1996-10-14T06:19:07+00:00',
      note: [{ text: 'At home too.' }],
    });
    expect(note).toEqual({
      source: { type: 'Condition', key: 'Condition/con' },
      patientKey: 'Patient/pat',
      authorKey: 'Practitioner/ada',
      siteKey: 'Organization/site',
      title: 'Condition: Hypertension',
      text: 'Hypertension, active, confirmed, onset 1996-10\nAt home too.',
      at: '1996-10-14T06:19:07.000Z',
      endedAt: null,
      status: 'signed',
      signedAt: '1996-10-14T06:19:07.000Z',
    });
  });

  test('is written by whoever recorded it, else asserted it', () => {
    const recorder = { reference: 'Practitioner/bo' };
    expect(noteOf(encounter, { ...condition, recorder, asserter: subject })?.authorKey).toBe('Practitioner/bo');
    expect(noteOf(encounter, { ...condition, recorder: subject, asserter: recorder })?.authorKey).toBe(
      'Practitioner/bo',
    );
  });

  test.each([
    [
      { onsetDateTime: '1980-05', abatementDateTime: '1981' },
      { at: '1980-05-01', text: 'onset 1980-05, ended 1981' },
    ],
    [{ onsetPeriod: { start: '1980-05-03' } }, { at: '1980-05-03', text: 'onset 1980-05-03' }],
    [{ onsetString: 'in childhood' }, { at: '2020-04-13T10:19:07.000Z', text: 'onset in childhood' }],
  ])('is dated by what is known: %j', (known, expected) => {
    expect(noteOf(encounter, { ...condition, ...known })).toMatchObject({ title: 'Condition: not named', ...expected });
  });

  test('that turned out an error is none', () => {
    expect(
      imported(patient, { ...condition, encounter: undefined, verificationStatus: coded('entered-in-error') }).notes,
    ).toEqual([]);
  });
});
