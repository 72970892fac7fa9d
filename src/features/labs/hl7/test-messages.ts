import { readFileSync } from 'node:fs';

/** Files of de-identified patients as laboratories sent them; a test must fail where they are not. @see docs/sources.md#hl7-v2-samples */
const realFolder = new URL('../../../../../shared/data/hl7/', import.meta.url);

export const realFile = (name: string): Buffer => readFileSync(new URL(name, realFolder));

export const realFiles = [
  'HL7-CML-AJ19819.hl7',
  'HL7-CML-CC63171.hl7',
  'HL7-CML-CC63208.hl7',
  'HL7-CML-CT71691.hl7',
  'HL7-Epsilon-medhealth-general.hl7',
] as const;

/** A text as a sender writes it into a field. */
export const escaped = (text: string): string =>
  text.replaceAll(
    /[|^~&\\\r\n]/g,
    (letter) => ({ '|': '\\F\\', '^': '\\S\\', '~': '\\R\\', '&': '\\T\\', '\\': '\\E\\' })[letter] ?? '\\.br\\',
  );

export interface Parts {
  readonly msh?: string;
  readonly pid?: string;
  /** Segments behind PID. */
  readonly rest?: readonly string[];
}

export const MSH = 'MSH|^~\\&|LIS|NORTHMERE|EMR|CLINIC|20260114093000-0800||ORU^R01|M1|P|2.5.1';
export const PID = 'PID|1||9698658215^^^BC^JHN||Greaves^Hollis||19610507|F';
export const OBR = 'OBR|1||A-17|CRE^Creatinine|||20260113081500|||||||||10482^Castellane^Bo||||||20260114090000|||F';
export const OBX = 'OBX|1|NM|CRE^Creatinine||88|umol/L|60-115|N|||F';

/** A message of one patient, its segments ended as the standard says. */
export const message = ({ msh = MSH, pid = PID, rest = [OBR, OBX] }: Parts = {}): string =>
  [msh, pid, ...rest].map((segment) => `${segment}\r`).join('');
