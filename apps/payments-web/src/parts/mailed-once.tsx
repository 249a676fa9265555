import { useState } from 'react';
import { useCommand } from '../api/use-command.ts';
import { Action } from './action.tsx';
import { TroubleNote } from './trouble-note.tsx';

interface MailedOnceProps {
  readonly send: () => Promise<void>;
  readonly name: string;
  readonly done: string;
  readonly wide?: boolean;
  /** Where it is the one thing to do. */
  readonly primary?: boolean;
}

/** Asks for a letter. After that a sentence stands where the button was, so that nobody fills their own mailbox. */
export function MailedOnce({ send, name, done, wide = false, primary = false }: MailedOnceProps) {
  const [sent, setSent] = useState(false);
  const command = useCommand(async () => {
    await send();
    setSent(true);
  });
  if (sent) {
    return (
      <p role="status" className="small soft">
        {done}
      </p>
    );
  }
  return (
    <>
      <Action look={primary ? 'primary' : 'quiet'} wide={wide} onPress={command.run} pending={command.running}>
        {name}
      </Action>
      {command.trouble !== null && <TroubleNote trouble={command.trouble} />}
    </>
  );
}
