package io.strapper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

import javax.sql.DataSource;

import io.strapper.home.Home;
import io.strapper.run.Runs;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the server is and how it stands; only an administrator comes here. */
@Controller
class AboutController {

	private final Home home;

	private final Runs runs;

	private final DataSource database;

	private final SettingsInForce settings;

	private final @Nullable BuildProperties build;

	private final @Nullable GitProperties git;

	AboutController(Home home, Runs runs, DataSource database, SettingsInForce settings,
			ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
		this.home = home;
		this.runs = runs;
		this.database = database;
		this.settings = settings;
		this.build = build.getIfAvailable();
		this.git = git.getIfAvailable();
	}

	@GetMapping("/about")
	String page(Model model) {
		model.addAttribute("about", about());
		return "about";
	}

	/** What the server is and how it stands; for administrators. */
	@Operation(operationId = "about")
	@GetMapping("/api/about")
	@ResponseBody
	ResponseEntity<About> json() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(about());
	}

	private About about() {
		FileStore disk = disk();
		try {
			return new About(version(), commit(), Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
					Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
					this.home.root().toString(), database(), "in this process", disk.getTotalSpace(),
					disk.getUsableSpace(), this.runs.logBytes(), this.settings.all());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String version() {
		String built = (this.build != null) ? this.build.getVersion() : null;
		return Objects.requireNonNullElse(built, "unknown");
	}

	private @Nullable String commit() {
		if (this.git == null || this.git.getShortCommitId() == null) {
			return null;
		}
		return this.git.getShortCommitId() + ("true".equals(this.git.get("dirty")) ? ", with changes" : "");
	}

	private FileStore disk() {
		try {
			return Files.getFileStore(this.home.root());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Without its address, which may hold a password. */
	private String database() {
		Connection connection = DataSourceUtils.getConnection(this.database);
		try {
			String product = connection.getMetaData().getDatabaseProductName();
			return product + " " + connection.getMetaData().getDatabaseProductVersion()
					+ (product.equals("H2") ? ", embedded" : "");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.database);
		}
	}

}
