/** The edge between list and page: its place is a setting, kept when it is let go. */
import { saveSettings } from '../actions/settings.ts'
import { Splitter } from '../components/Splitter.tsx'
import { useApp, useLibrary } from './app-context.tsx'

const [narrowest, widest] = [380, 560]

export function ListEdge() {
  const app = useApp()
  const width = useLibrary((state) => state.settings.listWidth)
  return (
    <Splitter
      label="Width of the list"
      value={width}
      min={narrowest}
      max={widest}
      onMove={(listWidth) =>
        app.library.setState(({ settings }) => ({ settings: { ...settings, listWidth } }))
      }
      onSettle={(listWidth) => void saveSettings(app, { listWidth })}
    />
  )
}
