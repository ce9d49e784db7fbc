// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { freeArea } from './free-area.ts'

function lay(className: string, clientHeight: number) {
  const element = document.createElement('div')
  element.className = className
  Object.defineProperty(element, 'clientHeight', { value: clientHeight })
  document.body.append(element)
}

afterEach(() => document.body.replaceChildren())

it('leaves out what lies over the canvas, however many notices there are', () => {
  lay('canvas__foot', 60)
  expect(freeArea(900, 600)).toEqual({ left: 28, right: 872, top: 48, bottom: 506 })
  lay('notices', 36)
  expect(freeArea(900, 600).top).toBe(48)
  document.querySelector('.notices')?.remove()
  lay('notices', 110)
  expect(freeArea(900, 600).top).toBe(122)
})

it('looks past it where no room would be left', () => {
  lay('notices', 500)
  expect(freeArea(900, 600)).toMatchObject({ top: 0, bottom: 600 })
})
