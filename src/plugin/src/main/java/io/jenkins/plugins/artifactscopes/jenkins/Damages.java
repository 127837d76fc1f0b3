package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.ToldDamage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** What was found damaged of what is stored, until it is found whole or somebody has seen to it. It outlives a restart. */
@Extension
public final class Damages {
    private static final Logger LOGGER = Logger.getLogger(Damages.class.getName());
    private static final int MOST = 100;

    /** How long a scope that was looked at is not looked at again because a pull failed. */
    private static final Duration LOOKED_AT = Duration.ofHours(1);

    private final Lately<ScopeId> suspects = new Lately<>(LOOKED_AT, MOST, Clock.systemUTC());
    private @Nullable Set<String> known;

    public static Damages get() {
        return ExtensionList.lookupSingleton(Damages.class);
    }

    private static Path file() {
        return ScopeService.home(Jenkins.get()).resolve("damages.txt");
    }

    /** At most 100, for people to read. */
    public synchronized List<String> known() {
        return List.copyOf(read());
    }

    private Set<String> read() {
        if (known == null) {
            known = new LinkedHashSet<>();
            try {
                known.addAll(Files.readAllLines(file()));
            } catch (NoSuchFileException e) {
                return known;
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "What was found damaged before cannot be read", e);
            }
        }
        return known;
    }

    /** Adds to what is known. */
    public synchronized void found(Collection<String> damages) {
        Set<String> all = read();
        boolean changed = false;
        for (String damage : damages) {
            changed |= all.size() < MOST && all.add(damage.replaceAll("\\p{Cntrl}", " "));
        }
        if (changed) {
            write(all);
        }
    }

    /** All is whole, or somebody has seen to it. */
    public synchronized void forget() {
        known = new LinkedHashSet<>();
        suspects.forget();
        write(known);
    }

    private static void write(Set<String> all) {
        try {
            Files.createDirectories(ScopeService.home(Jenkins.get()));
            Files.write(file(), all);
        } catch (IOException e) {
            // It is known until the controller ends, and found again by the next one that looks.
            LOGGER.log(Level.WARNING, "What was found damaged cannot be kept: " + all, e);
        }
    }

    /** Looks at a scope in the background if a pull from it failed because of damage: an agent's word is not enough. */
    public void suspect(ScopeId scope, Throwable failure) {
        if (ToldDamage.isIn(failure) && suspects.add(scope)) {
            LongWork.get().execute(() -> look(scope));
        }
    }

    private void look(ScopeId scope) {
        try {
            BooleanSupplier ending = LongWork.get()::isEnding;
            List<String> damages = ScopeService.verification(ending).verify(scope);
            // What was cut short has not been looked at twice.
            if (!ending.getAsBoolean()) {
                found(damages);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Whether " + scope + " is damaged cannot be found out", e);
        }
    }
}
