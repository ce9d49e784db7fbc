import { useMemo, useState } from 'react'
import { useAppStore } from '../store/context.tsx'
import { CommandItem } from '../ui/commands/command-item.tsx'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { MenuCheck, MenuLine } from '../ui/menu.tsx'
import { handOnCommands } from './commands/hand-on-commands.ts'
import { pictureTheme, setPictureTheme } from './picture-theme.ts'

type HandOnCommands = ReturnType<typeof handOnCommands>

/** Contributes what hands on the document as it is seen. */
export function useHandOnCommands(share: () => void): HandOnCommands {
  const store = useAppStore()
  const commands = useMemo(() => handOnCommands(store, share), [store, share])
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return commands
}

/** The same as items of the Export menu. */
export function HandOnItems({ commands }: { commands: HandOnCommands }) {
  const [isDark, setIsDark] = useState(() => pictureTheme() === 'dark')
  const choose = (dark: boolean) => {
    setPictureTheme(dark ? 'dark' : 'light')
    setIsDark(dark)
  }
  return (
    <>
      <CommandItem command={commands.share} />
      <MenuLine />
      <CommandItem command={commands.svg} />
      <CommandItem command={commands.png} />
      <CommandItem command={commands.copyPicture} />
      <MenuCheck checked={isDark} onChange={choose}>
        Pictures in dark colours
      </MenuCheck>
      <MenuLine />
      <CommandItem command={commands.matrix} />
    </>
  )
}
