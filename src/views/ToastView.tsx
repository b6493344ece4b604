/** The toast, and the live region that says what happened to those who cannot see it. */
import { useEffect, useState } from 'react'
import { dismissToast } from '../actions/notify.ts'
import { Icon } from '../components/Icon.tsx'
import { run } from '../commands/run.ts'
import type { Toast } from '../stores/notices.ts'
import { useApp, useNotices } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './ToastView.module.css'

const shownMs = 8_000

export function ToastView() {
  const toast = useNotices((state) => state.toast)
  const announcement = useNotices((state) => state.announcement)
  return (
    <>
      <div className="visuallyHidden" aria-live="polite" role="log">
        <span key={announcement.serial}>{announcement.text}</span>
      </div>
      {toast && <Shown key={toast.serial} toast={toast} />}
    </>
  )
}

function Shown({ toast }: { toast: Toast }) {
  const app = useApp()
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismissToast(app, toast.serial), shownMs)
    return () => clearTimeout(timer)
  }, [app, toast.serial, isHeld])
  const { answer } = toast
  return (
    <section aria-label="Notice">
      <div
        className={css.toast}
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toast.isWarning && <Icon name="attention" />}
        <span>{toast.text}</span>
        {answer !== null && (
          <button type="button" className={css.answer} onClick={() => run(app, answer.command)}>
            <CommandKey id={answer.command} /> {answer.words}
          </button>
        )}
      </div>
    </section>
  )
}
