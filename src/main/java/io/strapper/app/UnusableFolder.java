package io.strapper.app;

/**
 * A folder below {@code apps/} that cannot be an app.
 *
 * @param name the folder's name: any text, so it must be escaped wherever it is shown
 * @param problem one sentence that says what to do
 */
public record UnusableFolder(String name, String problem) {

}
