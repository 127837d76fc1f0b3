package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * What pages say, in the language of who reads them: {@code Messages.properties} of this package and its translations, patterns of
 * {@link MessageFormat}. A host may say some of it in its own words. Safe for use by many threads.
 */
public final class Texts {
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final List<ResourceBundle> bundles;
    private final Locale locale;

    private Texts(List<ResourceBundle> bundles, Locale locale) {
        this.bundles = bundles;
        this.locale = locale;
    }

    /** In this language where it is translated, else in English. */
    public static Texts of(Locale wanted) {
        ResourceBundle own = bundle(Texts.class.getPackageName() + ".Messages", wanted, Texts.class.getClassLoader());
        Locale found = own.getLocale();
        return new Texts(List.of(own), found.equals(Locale.ROOT) ? Locale.ENGLISH : found);
    }

    /**
     * The same, but what a host has texts of its own for.
     *
     * @param name of the host's bundle, in the manner of {@link ResourceBundle}
     */
    public Texts in(String name, ClassLoader loader) {
        return new Texts(List.of(bundle(name, locale, loader), bundles.get(0)), locale);
    }

    private static ResourceBundle bundle(String name, Locale wanted, ClassLoader loader) {
        // Without this, who wants a language that is missing would get that of the machine.
        return ResourceBundle.getBundle(name, wanted, loader, NO_FALLBACK);
    }

    /** The language of these texts. */
    public Locale locale() {
        return locale;
    }

    public String of(String key) {
        return format(key);
    }

    public String of(String key, Object first) {
        return format(key, first);
    }

    public String of(String key, Object first, Object second) {
        return format(key, first, second);
    }

    public String of(String key, Object first, Object second, Object third) {
        return format(key, first, second, third);
    }

    public String of(String key, Object first, Object second, Object third, Object fourth) {
        return format(key, first, second, third, fourth);
    }

    private String format(String key, Object... values) {
        ResourceBundle from = bundles.stream()
                .filter(bundle -> bundle.containsKey(key))
                .findFirst()
                .orElse(bundles.get(0));
        return new MessageFormat(from.getString(key), locale).format(values);
    }

    /**
     * Such as {@code 1,204 files}.
     *
     * @param what {@code file}, {@code artifact} and so on: behind {@code count.} a key
     */
    public String count(long count, String what) {
        return format("count." + what, count);
    }

    /** Such as {@code 1,204}. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** What a number, as {@link #number} writes it, counts; empty for an empty one. */
    public String noun(String what, String number) {
        return number.isEmpty() ? "" : of((number.equals("1") ? "one." : "many.") + what);
    }

    /** Such as {@code 83.1 MiB}. */
    public String bytes(long bytes) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        StringBuilder written = new StringBuilder();
        for (char c : Amount.bytes(bytes).toCharArray()) {
            written.append(c == '.' ? symbols.getDecimalSeparator() : c == ',' ? symbols.getGroupingSeparator() : c);
        }
        return written.toString();
    }
}
