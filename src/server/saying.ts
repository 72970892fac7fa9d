/** Runs a program; what goes wrong is said in its own sentence, and in full where it is a defect of ours. */
export async function saying(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    const { name, message } = error as Error;
    const ours = ['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError'].includes(name);
    console.error(ours ? error : message);
    process.exit(1);
  }
}
