import { expect, test } from 'vitest';
import { mapSamples, mostSeries } from './map-samples.ts';
import { parseExposition } from './parse-exposition.ts';

/** As dcgm-exporter 3 writes it. */
const dcgm = `# HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).
# TYPE DCGM_FI_DEV_GPU_UTIL gauge
DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-604ac76c",pci_bus_id="00000000:65:00.0",device="nvidia0",modelName="NVIDIA A100-SXM4-80GB",Hostname="node-1",DCGM_FI_DRIVER_VERSION="535.104.05"} 87
DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-7f1bb8a2",device="nvidia1",modelName="NVIDIA A100-SXM4-80GB",GPU_I_PROFILE="1g.10gb",GPU_I_ID="7",Hostname="node-1"} 3
# HELP DCGM_FI_DEV_GPU_TEMP GPU temperature (in C).
# TYPE DCGM_FI_DEV_GPU_TEMP gauge
DCGM_FI_DEV_GPU_TEMP{gpu="0"} 61
# HELP DCGM_FI_DEV_FB_FREE Framebuffer memory free (in MiB).
# TYPE DCGM_FI_DEV_FB_FREE gauge
DCGM_FI_DEV_FB_FREE{gpu="0"} 20228
# HELP DCGM_FI_DEV_FB_USED Framebuffer memory used (in MiB).
# TYPE DCGM_FI_DEV_FB_USED gauge
DCGM_FI_DEV_FB_USED{gpu="0"} 60684
DCGM_FI_DEV_FB_USED{gpu="1"} 100
# HELP DCGM_FI_DEV_XID_ERRORS Value of the last XID error encountered.
# TYPE DCGM_FI_DEV_XID_ERRORS gauge
DCGM_FI_DEV_XID_ERRORS{gpu="0"} 0
`;

/** As vLLM 0.6 writes it. */
const vllm = `# HELP python_gc_objects_collected_total Objects collected during gc
# TYPE python_gc_objects_collected_total counter
python_gc_objects_collected_total{generation="0"} 10747.0
# HELP vllm:num_requests_running Number of requests currently running on GPU.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{model_name="meta-llama/Llama-3.1-8B-Instruct"} 4.0
# HELP vllm:num_requests_waiting Number of requests waiting to be processed.
# TYPE vllm:num_requests_waiting gauge
vllm:num_requests_waiting{model_name="meta-llama/Llama-3.1-8B-Instruct"} 12.0
# HELP vllm:gpu_cache_usage_perc GPU KV-cache usage. 1 means 100 percent usage.
# TYPE vllm:gpu_cache_usage_perc gauge
vllm:gpu_cache_usage_perc{model_name="meta-llama/Llama-3.1-8B-Instruct"} 0.123456789
# HELP vllm:time_to_first_token_seconds Histogram of time to first token in seconds.
# TYPE vllm:time_to_first_token_seconds histogram
vllm:time_to_first_token_seconds_bucket{le="0.001",model_name="meta-llama/Llama-3.1-8B-Instruct"} 0.0
vllm:time_to_first_token_seconds_bucket{le="+Inf",model_name="meta-llama/Llama-3.1-8B-Instruct"} 140.0
vllm:time_to_first_token_seconds_count{model_name="meta-llama/Llama-3.1-8B-Instruct"} 140.0
vllm:time_to_first_token_seconds_sum{model_name="meta-llama/Llama-3.1-8B-Instruct"} 8.3
`;

/** As text-generation-inference 3 writes it. */
const tgi = `# TYPE tgi_request_count counter
tgi_request_count 42
# TYPE tgi_queue_size gauge
tgi_queue_size 7
# TYPE tgi_batch_current_size gauge
tgi_batch_current_size 3
# TYPE tgi_request_duration summary
tgi_request_duration{quantile="0.5"} NaN
`;

const at = new Date('2026-05-01T10:00:00Z');
const mapped = (text: string, metrics: string[] = []) =>
  mapSamples({ name: 'gpu box', metrics }, parseExposition(text), at).map(({ metric, subject, value }) => [
    metric,
    subject,
    value,
  ]);

test('GPUs by DCGM', () => {
  expect(mapped(dcgm)).toEqual([
    ['gpu_use', 'gpu box: GPU 0', 0.87],
    ['gpu_use', 'gpu box: GPU 1/7', 0.03],
    ['scraped', 'gpu box: DCGM_FI_DEV_GPU_TEMP{gpu="0"}', 61],
    ['gpu_memory', 'gpu box: GPU 0', 0.75],
    ['gpu_memory', 'gpu box: GPU 1', 1],
  ]);
});

test('requests waiting at vLLM, and its cache', () => {
  const model = 'meta-llama/Llama-3.1-8B-Instruct';
  expect(mapped(vllm)).toEqual([
    ['scraped', `gpu box: vllm:num_requests_running{model_name="${model}"}`, 4],
    ['model_queue', `gpu box: ${model}`, 12],
    ['scraped', `gpu box: vllm:gpu_cache_usage_perc{model_name="${model}"}`, 0.123456789],
  ]);
});

test('text-generation-inference, and what was asked for; what is no number is left out', () => {
  expect(mapped(tgi, ['tgi_request_count', 'tgi_request_duration'])).toEqual([
    ['scraped', 'gpu box: tgi_request_count', 42],
    ['model_queue', 'gpu box', 7],
    ['scraped', 'gpu box: tgi_batch_current_size', 3],
  ]);
});

test('a server with too many series is cut', () => {
  const many = Array.from({ length: 5000 }, (_, index) => `x{i="${index}"} 1`).join('\n');
  expect(mapped(many, ['x'])).toHaveLength(mostSeries);
});
