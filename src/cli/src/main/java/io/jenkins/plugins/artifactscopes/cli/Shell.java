package io.jenkins.plugins.artifactscopes.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param environment its environment variables
 * @param directory where relative paths begin
 * @param out takes results
 * @param err takes messages
 * @param terminal whether a person watches
 * @param clock tells how fast a transfer is
 * @param connector reaches the server
 */
record Shell(
        Map<String, String> environment,
        Path directory,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Clock clock,
        Connector connector) {

    static Shell ofProcess(Map<String, String> environment, Connector connector) {
        Console console = System.console();
        boolean terminal = console != null && isTerminal(console);
        Charset charset = console != null && terminal ? console.charset() : StandardCharsets.UTF_8;
        return new Shell(
                environment,
                Path.of(""),
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                terminal,
                Clock.systemUTC(),
                connector);
    }

    /** Names are UTF-8 wherever they come from, so that is what a pipe or file gets, whatever the locale. */
    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), descriptor == FileDescriptor.err, charset);
    }

    /** From Java 22 on there can be a console without a terminal; only it knows. */
    private static boolean isTerminal(@Nullable Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // Before Java 22 a console is a terminal.
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The console does not tell whether it is a terminal", e);
        }
    }
}
