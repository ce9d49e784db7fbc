import { useEffect } from 'react'
import { AppliedToast } from '../features/changes/applied-toast.tsx'
import { EmptyDocument } from '../features/documents/empty-document.tsx'
import { FirstVisit } from '../features/documents/first-visit.tsx'
import { usePageInput } from '../features/documents/page-input.ts'
import { useShownDialog } from '../features/documents/use-shown-dialog.ts'
import { EditorPane } from '../features/editor/editor-pane.tsx'
import { useApp, useAppActions } from '../store/context.tsx'
import { Announcer } from '../ui/announcer.tsx'
import { BottomPanel } from './bottom-panel.tsx'
import { usePageCommands } from './commands/use-page-commands.ts'
import { EngineFailure } from './engine-failure.tsx'
import {
  ChangeDialogs,
  DocumentDialogs,
  HelpSheet,
  Palette,
  TemplatesDialog,
  Toasts,
  UnkeptBanner,
} from './late-parts.tsx'
import { NewcomerHint } from './newcomer-hint.tsx'
import { Pane } from './pane.tsx'
import { Panes } from './panes.tsx'
import { PictureViews } from './picture-views.tsx'
import { PracticeAside, PracticeTasks } from './practice.tsx'
import { StatusLine } from './status-line.tsx'
import { useTheme } from './theme.ts'
import { Toolbar } from './toolbar.tsx'
import { useRoomForDialog } from './use-room-for-dialog.ts'
import { useRoomForForm } from './use-room-for-form.ts'
import { WorkState } from './work-state.tsx'
import '../features/documents/documents.css'
import './shell.css'

/** What is said over the picture of some documents. */
function Banner() {
  const isUnkept = useApp((state) => state.saved.kind === 'unkept')
  return isUnkept ? <UnkeptBanner /> : <FirstVisit />
}

/** The page: toolbar, picture and panel on the left, text on the right. */
export function Shell() {
  const { theme, isDark, setTheme } = useTheme()
  const title = useApp((state) => state.title)
  const isHovering = usePageInput()
  const documentDialog = useShownDialog()
  const { closeDialog } = useAppActions()
  const panel = useRoomForForm()
  useRoomForDialog(panel)
  const { opened, close, help } = usePageCommands()
  useEffect(() => {
    document.title = title ? `${title} · Bulkhead` : 'Bulkhead'
  }, [title])
  return (
    <div className="shell">
      <Pane what="The toolbar">
        <Toolbar theme={theme} onTheme={setTheme} help={help} />
      </Pane>
      <main className="shell-main">
        <Panes
          panelRef={panel}
          picture={
            <section className="picture-pane" aria-label="Picture">
              <PictureViews banner={<Banner />} aside={<PracticeAside />}>
                <Pane what="The state of the picture">
                  <WorkState />
                  <NewcomerHint />
                  <EmptyDocument />
                  <EngineFailure />
                </Pane>
                <Pane what="The dialog" onClose={closeDialog}>
                  <ChangeDialogs />
                </Pane>
              </PictureViews>
            </section>
          }
          panel={
            <Pane what="The panel">
              <BottomPanel />
            </Pane>
          }
          text={
            <section className="text-pane" aria-label="Files">
              <div className="text-body">
                <Pane what="The editor">
                  <EditorPane isDark={isDark} />
                </Pane>
              </div>
              <Pane what="The status line">
                <StatusLine />
              </Pane>
            </section>
          }
        />
      </main>
      {isHovering && <div className="drop-veil">Drop to open as a new document</div>}
      <Pane what="The gallery of templates" onClose={closeDialog}>
        <TemplatesDialog />
        <PracticeTasks />
      </Pane>
      <Pane what="The dialog" onClose={documentDialog.close}>
        {documentDialog.shown && <DocumentDialogs shown={documentDialog.shown} onClose={documentDialog.close} />}
      </Pane>
      <Pane what="The list of commands" onClose={close}>
        {opened?.kind === 'palette' && <Palette origin={opened.origin} onClose={close} />}
        {opened?.kind === 'help' && <HelpSheet onClose={close} />}
      </Pane>
      <Announcer />
      <AppliedToast />
      <Toasts isDark={isDark} />
    </div>
  )
}
