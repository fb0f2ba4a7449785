package io.strapper.terminal;

/**
 * Select Graphic Rendition: SGR (ECMA-48 8.3.117) with the extended colours of ISO
 * 8613-6.
 */
final class Rendition {

	private Rendition() {
	}

	/** The style after an SGR sequence. */
	static Style select(Style style, Parameters parameters) {
		Style selected = style;
		for (int i = 0; i < parameters.count();) {
			int next = i + 1;
			while (parameters.isSub(next)) {
				next++;
			}
			int code = parameters.get(i, 0);
			if (code == 38 || code == 48) {
				// 38:2::r:g:b is one parameter with parts, 38;2;r;g;b is five
				int end = (next > i + 1) ? next : legacyEnd(parameters, i);
				int color = color(parameters, i + 1, end, next > i + 1);
				selected = (color < 0) ? selected
						: (code == 38) ? selected.withForeground(color) : selected.withBackground(color);
				next = end;
			}
			else if (code == 4 && next > i + 1) {
				selected = (parameters.get(i + 1, 1) == 0) ? selected.without(Style.UNDERLINE)
						: selected.with(Style.UNDERLINE);
			}
			else if (code == 58) {
				// The colour of the underline is not shown
				next = (next > i + 1) ? next : legacyEnd(parameters, i);
			}
			else {
				selected = select(selected, code);
			}
			i = next;
		}
		return selected;
	}

	private static Style select(Style style, int code) {
		return switch (code) {
			case 0 -> style.reset();
			case 1 -> style.with(Style.BOLD);
			case 2 -> style.with(Style.DIM);
			case 3 -> style.with(Style.ITALIC);
			case 4, 21 -> style.with(Style.UNDERLINE);
			case 7 -> style.with(Style.INVERSE);
			case 8 -> style.with(Style.CONCEAL);
			case 9 -> style.with(Style.STRIKE);
			case 22 -> style.without(Style.BOLD | Style.DIM);
			case 23 -> style.without(Style.ITALIC);
			case 24 -> style.without(Style.UNDERLINE);
			case 27 -> style.without(Style.INVERSE);
			case 28 -> style.without(Style.CONCEAL);
			case 29 -> style.without(Style.STRIKE);
			case 39 -> style.withForeground(Color.DEFAULT);
			case 49 -> style.withBackground(Color.DEFAULT);
			case 53 -> style.with(Style.OVERLINE);
			case 55 -> style.without(Style.OVERLINE);
			case 30, 31, 32, 33, 34, 35, 36, 37 -> style.withForeground(Color.indexed(code - 30));
			case 40, 41, 42, 43, 44, 45, 46, 47 -> style.withBackground(Color.indexed(code - 40));
			case 90, 91, 92, 93, 94, 95, 96, 97 -> style.withForeground(Color.indexed(code - 90 + 8));
			case 100, 101, 102, 103, 104, 105, 106, 107 -> style.withBackground(Color.indexed(code - 100 + 8));
			default -> style;
		};
	}

	/** Where an extended colour that is spelled with {@code ;} ends. */
	private static int legacyEnd(Parameters parameters, int start) {
		int length = switch (parameters.get(start + 1, -1)) {
			case 2 -> 5;
			case 5 -> 3;
			default -> 1;
		};
		return Math.min(start + length, parameters.count());
	}

	/**
	 * The colour that stands from one index to before another; negative if there is none.
	 */
	private static int color(Parameters parameters, int from, int end, boolean parts) {
		int kind = (from < end) ? parameters.get(from, -1) : -1;
		if (kind == 5 && end - from >= 2) {
			int index = parameters.get(from + 1, 0);
			return (index <= 255) ? Color.indexed(index) : -1;
		}
		if (kind == 2 && end - from >= 4) {
			// With a colour space between, which is mostly left empty
			int red = (parts && end - from >= 5) ? from + 2 : from + 1;
			return Color.rgb(component(parameters, red), component(parameters, red + 1),
					component(parameters, red + 2));
		}
		return -1;
	}

	private static int component(Parameters parameters, int index) {
		return Math.min(255, parameters.get(index, 0));
	}

}
