import type { ReactNode, RefObject } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField as AriaTextField } from 'react-aria-components/TextField';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
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
  const { label, type = 'text', invalid = false, first = false, describedBy } = props;
  return (
    <AriaTextField
      className="field"
      name={props.name}
      type={type}
      value={props.value}
      onChange={props.onChange}
      isInvalid={invalid}
      isRequired
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? 'off'}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <div className="field-head">
        <Label className="field-label">{label}</Label>
        {props.hint}
      </div>
      <Input
        className="field-input"
        ref={props.inputRef ?? null}
        spellCheck={false}
        autoCapitalize="none"
        {...(first ? { 'data-first': '' } : {})}
      />
      {props.tool}
    </AriaTextField>
  );
}
