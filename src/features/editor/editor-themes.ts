import type { editor } from 'monaco-editor/editor'

/* Monaco takes colours as values only, so the tokens it needs are repeated here. */

export const LIGHT_THEME: editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: '', foreground: '17202b' },
    { token: 'comment', foreground: '5f6b78' },
    { token: 'type', foreground: '0a5a92' },
    { token: 'number', foreground: '9a4a0a' },
    { token: 'string', foreground: '17202b' },
    { token: 'string.yaml', foreground: '17202b' },
    { token: 'keyword', foreground: '7b5ea7' },
    { token: 'operators', foreground: '51606f' },
    { token: 'delimiter', foreground: '51606f' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editor.foreground': '#17202b',
    'editorLineNumber.foreground': '#5f6b78',
    'editorLineNumber.activeForeground': '#17202b',
    'editor.lineHighlightBackground': '#f6f8fa',
    'editor.lineHighlightBorder': '#f6f8fa',
    'editorIndentGuide.background1': '#e8ecf0',
    'editorIndentGuide.activeBackground1': '#c5ced8',
    'editor.selectionBackground': '#cfe4f5',
    'editorCursor.foreground': '#0b6fb3',
    'editorError.foreground': '#b3450a',
    'editorWarning.foreground': '#a86f00',
    'editorInfo.foreground': '#0b6fb3',
    focusBorder: '#0b6fb3',
  },
}

export const DARK_THEME: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: '', foreground: 'e6ebf0' },
    { token: 'comment', foreground: '93a1af' },
    { token: 'type', foreground: '7cc4ee' },
    { token: 'number', foreground: 'e6b073' },
    { token: 'string', foreground: 'e6ebf0' },
    { token: 'string.yaml', foreground: 'e6ebf0' },
    { token: 'keyword', foreground: 'b79be0' },
    { token: 'operators', foreground: 'a6b3c0' },
    { token: 'delimiter', foreground: 'a6b3c0' },
  ],
  colors: {
    'editor.background': '#1a212a',
    'editor.foreground': '#e6ebf0',
    'editorLineNumber.foreground': '#93a1af',
    'editorLineNumber.activeForeground': '#e6ebf0',
    'editor.lineHighlightBackground': '#202833',
    'editor.lineHighlightBorder': '#202833',
    'editorIndentGuide.background1': '#2a3440',
    'editorIndentGuide.activeBackground1': '#46535f',
    'editor.selectionBackground': '#264a66',
    'editorCursor.foreground': '#56b4e9',
    'editorError.foreground': '#f08a4b',
    'editorWarning.foreground': '#e0b252',
    'editorInfo.foreground': '#56b4e9',
    focusBorder: '#56b4e9',
  },
}
