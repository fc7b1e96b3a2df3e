import { type ReactNode, type RefObject, useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  /** In code points. */
  readonly maxLength: number;
  readonly invalid?: boolean;
  /** Id of the words that explain the field or what is wrong with it. */
  readonly describedBy?: string | undefined;
  readonly first?: boolean;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  /** Stands to the right of the label. */
  readonly hint?: ReactNode;
  /** Stands at the end of the field. */
  readonly tool?: ReactNode;
}

/** A field with its label inside the frame, above the text, so that two of them stand close together. */
export function TextField(props: Props): ReactNode {
  const { invalid = false } = props;
  const id = useId();
  return (
    <div className={invalid ? 'field field-invalid' : 'field'}>
      <div className="field-head">
        <label className="field-label" htmlFor={id}>
          {props.label}
        </label>
        {props.hint}
      </div>
      <input
        className="field-input"
        id={id}
        ref={props.inputRef}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        autoComplete={props.autoComplete ?? 'off'}
        // It counts halves of characters: what is too long after all is told, never cut.
        maxLength={props.maxLength * 2}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-invalid={invalid || undefined}
        aria-describedby={props.describedBy}
        {...(props.first ? { 'data-first': '' } : {})}
      />
      {props.tool}
    </div>
  );
}
