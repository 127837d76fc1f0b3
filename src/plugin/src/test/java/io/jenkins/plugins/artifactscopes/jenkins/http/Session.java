package io.jenkins.plugins.artifactscopes.jenkins.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What a browser has of somebody who is signed in.
 *
 * @param cookie the header with the session
 * @param field the header for the crumb
 */
record Session(String cookie, String field, String crumb) {
    /** Signs in as a browser does: with the form of the page, which has a crumb of its own, for a session that ends with it. */
    static Session of(JenkinsRule jenkins, String user) throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        String field = jenkins.jenkins.getCrumbIssuer().getCrumbRequestField();
        String name = encoded(user);
        String form = "j_username=" + name + "&j_password=" + name + "&from=%2F&" + encoded(field) + "="
                + encoded(crumb(jenkins, http, field));
        HttpRequest signIn = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "j_spring_security_check"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<Void> answer = http.send(signIn, BodyHandlers.discarding());
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || to.contains("loginError")) {
            throw new IOException(user + " cannot sign in: " + answer.statusCode() + ", goes on at " + to);
        }
        String crumb = crumb(jenkins, http, field);
        String all = cookies.getCookieStore().getCookies().stream()
                .map(one -> one.getName() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
        return new Session(all, field, crumb);
    }

    private static String crumb(JenkinsRule jenkins, HttpClient http, String field) throws Exception {
        HttpRequest page =
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + "login")).build();
        String text = http.send(page, BodyHandlers.ofString()).body();
        Matcher crumb = Pattern.compile("name=\"" + Pattern.quote(field) + "\" type=\"hidden\" value=\"([^\"]+)\"")
                .matcher(text);
        if (!crumb.find()) {
            throw new IOException("The page to sign in has no crumb: " + text);
        }
        return crumb.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
