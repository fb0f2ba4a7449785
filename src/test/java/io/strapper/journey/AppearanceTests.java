package io.strapper.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeWriter;
import io.strapper.testing.Client;
import io.strapper.testing.Page;
import io.strapper.testing.RunningServer;
import io.strapper.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a log looks like: its colours can be read, its pictures hold together. */
class AppearanceTests {

	private static final String CODE = "otpauth://totp/strapper?secret=JBSWY3DPEHPK3PXP";

	/**
	 * Texts of the log whose contrast to what is behind them is below 4.5, as it is
	 * painted.
	 */
	private static final String HARD_TO_READ = """
			const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
			const bytes = (color) => {
			  paint.clearRect(0, 0, 1, 1);
			  paint.fillStyle = color;
			  paint.fillRect(0, 0, 1, 1);
			  return paint.getImageData(0, 0, 1, 1).data;
			};
			const linear = (byte) => byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
			const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
			const contrast = (one, other) => {
			  const [low, high] = [luminance(bytes(one)), luminance(bytes(other))].sort((a, b) => a - b);
			  return (high + 0.05) / (low + 0.05);
			};
			const root = getComputedStyle(document.documentElement);
			const behind = (element) => {
			  for (let e = element; e; e = e.parentElement) {
			    const { backgroundColor } = getComputedStyle(e);
			    if (bytes(backgroundColor)[3] === 255) return backgroundColor;
			  }
			};
			const hard = [];
			const look = (name, front, back) => {
			  const found = contrast(front, back);
			  if (found < 4.5) hard.push(`${name} ${front} on ${back} ${found.toFixed(2)}`);
			};
			const texts = [...document.querySelectorAll('.t span:not(.box)')];
			for (const text of texts) look(text.className, getComputedStyle(text).color, behind(text));
			for (const mark of ['found', 'found-here']) {
			  const style = getComputedStyle(texts[0], `::highlight(${mark})`);
			  look(mark, style.color, style.backgroundColor);
			}
			return [texts.length, ...hard];
			""";

	@RunningServer
	private static Server server;

	@AutoClose
	private static Page page;

	@BeforeAll
	static void start() throws WriterException {
		BitMatrix code = new QRCodeWriter().encode(CODE, BarcodeFormat.QR_CODE, 0, 0);
		server.file("blocks", "code", halfBlocks(code));
		server.script("blocks", "deploy", "cat code");
		server.file("backgrounds", "code", backgrounds(code));
		server.script("backgrounds", "deploy", "cat code");
		server.script("colours", "deploy", "for look in '' ';2' ';7' ';2;7'; do",
				"for b in '' $(seq 40 47) $(seq 100 107); do",
				"for f in $(seq 30 37) $(seq 90 97); do printf '\\033[%sm%s\\033[0m ' \"$f${b:+;}$b$look\" x; done; echo",
				"done", "printf '\\033[0%sm%s\\033[0m\\n' \"$look\" plain", "done");
		server.script("long", "deploy", "seq -f 'line %g' 1 1500");
		Client admin = server.admin();
		for (String app : List.of("blocks", "backgrounds", "colours", "long")) {
			admin.app(app).deployed();
		}
		page = server.page();
		page.driver()
			.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 1280, "height", 1800, "deviceScaleFactor", 1, "mobile", false));
	}

	/** As {@code qrencode -t UTF8} writes it, for a dark terminal. */
	private static String halfBlocks(BitMatrix code) {
		StringBuilder text = new StringBuilder();
		for (int y = -2; y < code.getHeight() + 2; y += 2) {
			for (int x = -2; x < code.getWidth() + 2; x++) {
				text.append(" ▄▀█".charAt((light(code, x, y) ? 2 : 0) + (light(code, x, y + 1) ? 1 : 0)));
			}
			text.append('\n');
		}
		return text.toString();
	}

	/** As {@code qrencode -t ANSI256} writes it. */
	private static String backgrounds(BitMatrix code) {
		StringBuilder text = new StringBuilder();
		for (int y = -2; y < code.getHeight() + 2; y++) {
			for (int x = -2; x < code.getWidth() + 2; x++) {
				text.append(light(code, x, y) ? "\033[48;5;231m  " : "\033[48;5;16m  ");
			}
			text.append("\033[0m\n");
		}
		return text.toString();
	}

	private static boolean light(BitMatrix code, int x, int y) {
		return x < 0 || y < 0 || x >= code.getWidth() || y >= code.getHeight() || !code.get(x, y);
	}

	private static void open(String app, String theme) {
		page.open("/login").open("/apps/" + app + "/runs/1");
		page.run("document.documentElement.dataset.theme = arguments[0]", theme);
		await().until(() -> page.run("return document.querySelectorAll('.rows .row .t:not(:empty)').length > 15"),
				Boolean.TRUE::equals);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void everyColourIsReadableOnEveryOther(String theme) {
		open("colours", theme);

		List<?> hard = (List<?>) page.run(HARD_TO_READ);

		assertThat((Long) hard.get(0)).isGreaterThan(4 * 17 * 16);
		assertThat(hard.subList(1, hard.size())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void aCodeOfBlocksScans(String theme) throws Exception {
		open("blocks", theme);

		assertThat(scan()).isEqualTo(CODE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void aCodeOfBackgroundsScans(String theme) throws Exception {
		open("backgrounds", theme);

		assertThat(scan()).isEqualTo(CODE);
		// Where two lines meet nothing shines through
		assertThat(page.run("""
				const [one, other] = [...document.querySelectorAll('.bg231')].map((e) => e.getBoundingClientRect());
				const next = [...document.querySelectorAll('.row')].map((row) => row.querySelector('.bg231'))
				  .filter(Boolean).map((e) => e.getBoundingClientRect());
				return next.every((box, i) => i === 0 || box.top <= next[i - 1].bottom);""")).isEqualTo(true);
	}

	@Test
	void aCodeOfBackgroundsIsPrinted() {
		open("backgrounds", "dark");
		page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			// Else a browser prints no backgrounds
			assertThat(page.run("""
					return [...document.querySelectorAll('.t [class*="bg"]')]
					  .filter((part) => getComputedStyle(part).printColorAdjust !== 'exact').length""")).isEqualTo(0L);
			assertThat(page.run("return document.querySelectorAll('.t .bg16').length > 10")).isEqualTo(true);
			assertThat(page.text(".to-history")).isEmpty();
		}
		finally {
			page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
	}

	private static String scan() throws Exception {
		byte[] png = page.driver().findElement(By.cssSelector(".log")).getScreenshotAs(OutputType.BYTES);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
		int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
		BinaryBitmap bitmap = new BinaryBitmap(
				new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
		return new MultiFormatReader()
			.decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.ALSO_INVERTED, true))
			.getText();
	}

	@Test
	void aPrintedLogIsDarkOnWhiteFromTheTopWithoutEmptyPages() throws IOException {
		open("long", "dark");
		page.run("""
				window.print = () => window.printed = true;
				const pressed = { key: 'p', ctrlKey: true, bubbles: true, cancelable: true };
				document.querySelector('.log').dispatchEvent(new KeyboardEvent('keydown', pressed));""");
		await().until(() -> page.run("return window.printed !== undefined"), Boolean.TRUE::equals);
		page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			page.run("dispatchEvent(new Event('beforeprint'))");
			assertThat(page
				.run("""
						const rows = [...document.querySelectorAll('.rows .row')];
						const boxes = rows.map((row) => row.getBoundingClientRect());
						const head = document.querySelector('.title').getBoundingClientRect();
						return [rows.length, rows[0].querySelector('.t').textContent.includes('deploy #1'),
						  boxes.every((box, i) => i === 0 || box.top >= boxes[i - 1].bottom - 1), boxes[0].top > head.bottom,
						  getComputedStyle(document.querySelector('.log')).colorScheme,
						  getComputedStyle(document.querySelector('.head time'), '::after').content.includes('20')];"""))
				.isEqualTo(List.of(1502L, true, true, true, "light", true));
		}
		finally {
			page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
		Object pdf = page.driver().executeCdpCommand("Page.printToPDF", Map.of()).get("data");
		byte[] bytes = Base64.getDecoder().decode(String.valueOf(pdf));
		if (System.getProperty("screens") != null) {
			Files.write(Path.of(System.getProperty("screens"), "printed.pdf"), bytes);
		}
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		// 1,502 lines of 20 pixels on pages of about 1,000
		assertThat(Pattern.compile("/Type */Page\\b").matcher(text).results().count()).isBetween(25L, 40L);
	}

	@Test
	void whatIsNotPrintedIsSaid() {
		open("long", "light");
		page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			page.run("dispatchEvent(new Event('beforeprint'))");

			assertThat(page.text(".print-note")).matches("Lines [\\d,]+ to 1,502 of 1,502; the others are left out\\.");
		}
		finally {
			page.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
	}

	@Test
	void nobodyTranslatesALog() {
		open("long", "light");

		assertThat(page.attribute(".log", "translate")).isEqualTo("false");
	}

}
