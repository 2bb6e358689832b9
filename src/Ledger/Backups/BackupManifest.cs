using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Supervision.Ledger.Backups;

/// <summary>One part of a backup.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256)
{
    internal static BackupPart Of(string name, byte[] bytes) =>
        new(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}

/// <summary>What a backup says of itself; all of the database is of one moment.</summary>
/// <param name="Format">Which format the file has; see README.md.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Postgres">The major version of the pg_dump that made it.</param>
/// <param name="Taken">When it was begun.</param>
/// <param name="Kind">Which of a place's ledgers it was.</param>
/// <param name="Size">Entries of the newest tree head.</param>
/// <param name="Root">The root of that tree head, in hexadecimal.</param>
/// <param name="Schemas">The number of the newest schema file of each schema.</param>
/// <param name="Parts">All parts but the manifest.</param>
public sealed record BackupManifest(string Format, string Program, int Postgres, DateTimeOffset Taken, string Kind,
    long Size, string Root, IReadOnlyDictionary<string, int> Schemas, IReadOnlyList<BackupPart> Parts)
{
    internal const string CurrentFormat = "supervision backup/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <exception cref="BackupException">It is none, or of a format that this program does not know.</exception>
    internal static BackupManifest Parse(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var format = json.RootElement.GetProperty("format").GetString();
            if (format != CurrentFormat)
            {
                throw new BackupException("format-unknown",
                    $"The backup has the format {format}; this program knows {CurrentFormat}.", format ?? "?",
                    CurrentFormat);
            }

            return json.Deserialize<BackupManifest>(Options)!;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or DecoderFallbackException)
        {
            throw BackupFile.Damaged(BackupFile.ManifestName);
        }
    }
}
