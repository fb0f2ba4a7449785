package io.strapper.http;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the headers of proxies into the form that Tomcat's RemoteIpValve reads:
 * {@code wss} becomes {@code https}, the port of a host gets its own header, and
 * {@code Forwarded} (RFC 7239) becomes the X-Forwarded headers. RemoteIpValve decides
 * afterwards whether the proxy is trusted.
 */
class ForwardedHeadersValve extends ValveBase {

	private static final String FOR = "X-Forwarded-For";

	private static final String PROTO = "X-Forwarded-Proto";

	private static final String HOST = "X-Forwarded-Host";

	private static final String PORT = "X-Forwarded-Port";

	private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:]*):([0-9]{1,5})");

	private final ProxySettings settings;

	ForwardedHeadersValve(ProxySettings settings) {
		super(true);
		this.settings = settings;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		if (this.settings.header() == ProxySettings.Header.FORWARDED) {
			translate(request, headers);
		}
		String proto = request.getHeader(PROTO);
		if (proto != null) {
			set(headers, PROTO, proto.toLowerCase(Locale.ROOT).replaceAll("\\bws(s?)\\b", "http$1"));
		}
		splitHost(request, headers);
		getNext().invoke(request, response);
	}

	private static void translate(Request request, MimeHeaders headers) {
		Forwarded forwarded = Forwarded.parse(Collections.list(request.getHeaders("Forwarded")));
		set(headers, FOR, forwarded.addresses());
		set(headers, PROTO, forwarded.protocols());
		set(headers, HOST, forwarded.host());
		set(headers, PORT, null);
	}

	/**
	 * The last host is that of the nearest proxy; a client may have sent the ones before
	 * it. The browser uses the port of that host or, if the proxy has kept the Host
	 * header, the port there.
	 */
	private static void splitHost(Request request, MimeHeaders headers) {
		String forwarded = request.getHeader(HOST);
		String host = (forwarded != null) ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
				: request.getHeader("Host");
		Matcher matcher = HOST_AND_PORT.matcher(String.valueOf(host));
		boolean hasPort = matcher.matches();
		if (hasPort) {
			set(headers, PORT, matcher.group(2));
		}
		if (forwarded != null) {
			if (request.getHeader(PROTO) == null) {
				// Without this header RemoteIpValve would ignore the port
				set(headers, PROTO, request.getScheme());
			}
			set(headers, HOST, hasPort ? matcher.group(1) : host);
		}
	}

	private static void set(MimeHeaders headers, String name, @Nullable String value) {
		headers.removeHeader(name);
		if (value != null && !value.isEmpty()) {
			headers.setValue(name).setString(value);
		}
	}

}
