package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Tells what went wrong, in words, and the exit status that goes with it. */
final class Failure {
    private final Shell shell;

    Failure(Shell shell) {
        this.shell = shell;
    }

    int tell(ParameterException wrong) {
        shell.err().println(wrong.getMessage());
        shell.err().println("'" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help' tells more.");
        return ExitCode.USAGE;
    }

    int tell(Exception failure) {
        if (failure instanceof WrongUsage) {
            shell.err().println(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof InvalidPathException name) {
            String input = Printable.of(name.getInput());
            shell.err().println("No file can have the name '" + input + "' here: " + name.getReason() + ".");
            return ArtifactCommand.FAILED;
        }
        if (failure instanceof IOException io) {
            shell.err().println(Printable.of(words(io)));
            return ArtifactCommand.FAILED;
        }
        shell.err().println("This is a fault in artifact itself; please report it with the lines below.");
        failure.printStackTrace(shell.err());
        return ArtifactCommand.FAILED;
    }

    private static String words(IOException failure) {
        if (failure instanceof NoSuchFileException file) {
            return "There is no " + file.getFile() + " here.";
        }
        if (failure instanceof AccessDeniedException file) {
            return "The permission for " + file.getFile() + " is missing.";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason() + ".";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
